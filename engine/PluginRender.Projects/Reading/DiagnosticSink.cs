using PluginRender.Projects.Json;

namespace PluginRender.Projects.Reading;

/// <summary>Collects the problems of one file.</summary>
internal sealed class DiagnosticSink(string file)
{
    /// <summary>Nobody reads more; a file of sixteen megabytes may have millions.</summary>
    private const int MostProblems = 1000;

    private readonly List<Diagnostic> diagnostics = [];
    private int unreported;

    public IReadOnlyList<Diagnostic> InFileOrder
        => [.. diagnostics.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column), .. Rest];

    public bool IsEmpty => diagnostics.Count == 0;

    public void Add(TextPosition position, string problem, string remedy)
    {
        if (diagnostics.Count < MostProblems) diagnostics.Add(new Diagnostic(file, position, problem, remedy));
        else unreported++;
    }

    public T? Wrong<T>(JsonValue value, string subject, string name, string wanted)
        where T : struct
    {
        Add(value.Position, $"{subject}: \"{name}\" is {value.Description}", $"give {wanted}");
        return null;
    }

    private IEnumerable<Diagnostic> Rest
        => unreported == 0 ? [] : [new Diagnostic(file, diagnostics[^1].Position, unreported == 1 ? "there is 1 more problem" : $"there are {unreported} more problems", "correct these first")];

    public T? WrongReference<T>(JsonValue value, string subject, string name, string wanted)
        where T : class
    {
        Add(value.Position, $"{subject}: \"{name}\" is {value.Description}", $"give {wanted}");
        return null;
    }
}

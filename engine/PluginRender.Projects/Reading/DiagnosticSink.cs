using PluginRender.Projects.Json;

namespace PluginRender.Projects.Reading;

/// <summary>Collects the problems of one file.</summary>
internal sealed class DiagnosticSink(string file)
{
    private readonly List<Diagnostic> diagnostics = [];

    public IReadOnlyList<Diagnostic> InFileOrder
        => [.. diagnostics.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column)];

    public bool IsEmpty => diagnostics.Count == 0;

    public void Add(TextPosition position, string problem, string remedy)
        => diagnostics.Add(new Diagnostic(file, position, problem, remedy));

    public T? Wrong<T>(JsonValue value, string subject, string name, string wanted)
        where T : struct
    {
        Add(value.Position, $"{subject}: \"{name}\" is {value.Description}", $"give {wanted}");
        return null;
    }

    public T? WrongReference<T>(JsonValue value, string subject, string name, string wanted)
        where T : class
    {
        Add(value.Position, $"{subject}: \"{name}\" is {value.Description}", $"give {wanted}");
        return null;
    }
}

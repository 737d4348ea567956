namespace PluginRender.Projects;

/// <summary>A place in a text file; line and column count from 1, columns in UTF-16 units.</summary>
public readonly record struct TextPosition(int Line, int Column);

/// <summary>One problem in an input file: where it is, what stands there, what to write instead.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Problem">What is wrong, with the offending text in quotes.</param>
/// <param name="Remedy">What to write instead, as an imperative.</param>
public sealed record Diagnostic(string File, TextPosition Position, string Problem, string Remedy)
{
    /// <summary>What is wrong; one line of visible characters, whatever the file has.</summary>
    public string Problem { get; } = ShownText.Line(Problem);

    /// <summary>What to write instead; one line of visible characters.</summary>
    public string Remedy { get; } = ShownText.Line(Remedy);

    /// <summary><c>file:line:column: problem; remedy</c>: the form that editors make clickable.</summary>
    public override string ToString() => $"{File}:{Position.Line}:{Position.Column}: {Problem}; {Remedy}";
}

/// <summary>Thrown where an input file cannot be used; carries every problem found in it.</summary>
public sealed class InvalidInputException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>The problems, in file order; at least one.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}

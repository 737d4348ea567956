namespace PluginRender.Architecture.Tests;

/// <param name="Path">Relative to the root.</param>
/// <param name="Lines">As they stand.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public bool Below(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool IsTest => Below("engine/tests") || Below("plugins/tests") || Below("plugins/PluginRender.Sdk.Testing") || Below("native-tests") || Below("golden");

    /// <summary>Lines without what a comment or a string says, with their numbers.</summary>
    public IEnumerable<(int Number, string Code)> Code => Lines
        .Select((line, i) => (i + 1, SourceText.WithoutCommentsAndStrings(line)));
}

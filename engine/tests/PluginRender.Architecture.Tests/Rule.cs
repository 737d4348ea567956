namespace PluginRender.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with every line, each naming a file and the rule it breaks.</summary>
    public static void Holds(IEnumerable<string> broken)
    {
        string[] lines = [.. broken];
        if (lines.Length > 0) Assert.Fail(string.Join(Environment.NewLine, lines));
    }
}

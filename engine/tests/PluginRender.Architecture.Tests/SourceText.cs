using System.Text.RegularExpressions;

namespace PluginRender.Architecture.Tests;

/// <summary>What of a line is code. Line by line and not a parser: enough for names that should not occur.</summary>
internal static partial class SourceText
{
    public static string WithoutCommentsAndStrings(string line) => Comment().Replace(Literal().Replace(line, "\"\""), "");

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"//.*$|/\*.*?\*/|^\s*\*.*$")]
    private static partial Regex Comment();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace PluginRender.Build.Logging;

/// <summary>The form of log lines: <c>[source] message</c>, where the message of a warning begins with WARNING.</summary>
internal static partial class LogLine
{
    private const string Warning = "WARNING ";

    public static bool IsWarning(string message) => message.StartsWith(Warning, StringComparison.Ordinal);

    /// <summary>What a warning says after that word.</summary>
    public static string WarningOf(string message) => message[Warning.Length..];

    /// <summary>A line's source and message; without a source the whole line is the message.</summary>
    public static (string Source, string Message) Split(string line)
    {
        Match match = Form().Match(line);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value) : ("build", line);
    }

    /// <summary>Text of Cake's log as it prints it.</summary>
    public static string Format(string format, object[] arguments)
        => arguments.Length == 0 ? Unescape(format) : string.Format(CultureInfo.InvariantCulture, format, arguments);

    private static string Unescape(string text)
        => text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[([a-z]+(?: \d+)?)\] (.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

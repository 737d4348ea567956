using PluginRender.Build.Arguments;

namespace PluginRender.Build.Logging;

/// <summary>What standard output carries.</summary>
public enum LogForm
{
    /// <summary>Lines, with nothing in them that only a terminal understands.</summary>
    Plain,

    /// <summary>Lines in color and, below them, what is going on.</summary>
    Terminal,

    /// <summary>One JSON object a line, and nothing else.</summary>
    Json,
}

/// <summary>What a form is chosen by, beside --log.</summary>
/// <param name="IsTerminal">Whether standard output is a terminal.</param>
/// <param name="Ci">The environment variable CI: set by what runs pipelines.</param>
/// <param name="Term">The environment variable TERM.</param>
/// <param name="NoColor">The environment variable NO_COLOR; see no-color.org: of effect when it is not empty.</param>
public sealed record LogSurroundings(bool IsTerminal, string? Ci, string? Term, string? NoColor)
{
    /// <summary>Whether colors are welcome on a terminal.</summary>
    public bool IsColored => string.IsNullOrEmpty(NoColor);

    /// <summary>Reads the environment, once.</summary>
    public static LogSurroundings OfThisProcess() => new(
        !Console.IsOutputRedirected, Environment.GetEnvironmentVariable("CI"), Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The form for a choice.</summary>
    public LogForm FormFor(LogChoice choice) => choice switch
    {
        LogChoice.Json => LogForm.Json,
        LogChoice.Plain => LogForm.Plain,
        _ => IsTerminal && !IsSet(Ci) && Term is not (null or "" or "dumb") ? LogForm.Terminal : LogForm.Plain,
    };

    private static bool IsSet(string? variable) => variable is not (null or "" or "0" or "false");
}

using Cake.Core.Diagnostics;

namespace PluginRender.Build.Logging;

/// <summary>
/// What Cake says goes where everything goes. Its words on a failure are shown only where all of its are wanted: what the run
/// ends with says the same, and better.
/// </summary>
internal sealed class CakeWords(IRunLog told) : ICakeLog
{
    /// <summary>How much of it is told; set by Cake's host.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>The last failure that it told of.</summary>
    public string? LastError { get; private set; }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        bool isError = level is LogLevel.Error or LogLevel.Fatal;
        if (!isError && verbosity > Verbosity) return;
        string text = LogLine.Format(format, args);
        if (isError) LastError = text;
        if (!isError || Verbosity == Verbosity.Diagnostic) told.Line(text, level == LogLevel.Warning);
    }
}

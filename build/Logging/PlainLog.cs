using Cake.Common.Diagnostics;
using Cake.Core;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Lines by Cake's own log: <c>[source] message</c>.</summary>
internal sealed class PlainLog(ICakeContext context) : IRunLog
{
    public void Write(string source, string message)
    {
        string line = Escape($"[{source}] {message}");
        if (LogLine.IsWarning(message)) context.Warning(line);
        else context.Information(line);
    }

    public void Problem(string problem) => context.Error(Escape(problem));

    /// <summary>Its chunks' lines say how far it is.</summary>
    public IDisposable Show(WatchedRender render) => new Unshown();

    /// <summary>Cake's log formats its text; braces of ours are not places in it.</summary>
    private static string Escape(string text)
        => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private sealed class Unshown : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

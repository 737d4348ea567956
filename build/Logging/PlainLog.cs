using Cake.Common.Diagnostics;
using Cake.Core;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Lines by Cake's own log: <c>[source] message</c>.</summary>
internal sealed class PlainLog(ICakeContext context) : IRunLog
{
    public void Write(string source, string message)
    {
        // As a value: the overloads with a format would take braces of ours for places in it.
        string line = $"[{source}] {message}";
        if (LogLine.IsWarning(message)) context.Warning(line);
        else context.Information(line);
    }

    public void Problem(string problem) => context.Error(problem);

    /// <summary>Its chunks' lines say how far it is.</summary>
    public IDisposable Show(WatchedRender render) => new Unshown();

    private sealed class Unshown : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

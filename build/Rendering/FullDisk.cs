using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>Says of a full disk what to free, and where else to write.</summary>
internal static class FullDisk
{
    /// <param name="full">What could not be written.</param>
    /// <param name="session">Where things are.</param>
    public static TaskFailedException Explain(DiskFullException full, RenderSession session)
    {
        string cache = session.Arguments.CacheFolder;
        string advice = full.Path.StartsWith(Path.TrimEndingDirectorySeparator(cache) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? $"the chunk cache {cache} takes {Counted.Bytes(BytesOf(session))} there: a smaller --cache-size makes it smaller with the next render, or give another --cache=DIR"
            : $"remove what is not needed from {Path.GetDirectoryName(full.Path)}, or give another --output=FILE";
        if (session.Outcome.IsComplete) advice += $"; the video {session.Arguments.OutputFile} is complete";
        return new TaskFailedException(ExitCode.InputOutput, $"{full.Message}; {advice}", full);
    }

    private static long BytesOf(RenderSession session) => session.Store.Trim(long.MaxValue)?.Bytes ?? 0;
}

using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>What follows from how far a render is.</summary>
/// <param name="FramesPerSecond">Frames rendered per second so far, those from the cache left out; null before there are some.</param>
/// <param name="SecondsLeft">The time that the rest takes at that pace; null before there are some.</param>
internal readonly record struct ProgressFigures(double? FramesPerSecond, double? SecondsLeft)
{
    /// <summary>The first frames take the start of the workers with them: with fewer, the time left would be nonsense.</summary>
    private const int Some = 30;

    public static ProgressFigures Of(RenderProgress progress, int frames)
    {
        if (progress.RenderedFrames < Some || progress.Seconds <= 0) return default;
        double pace = progress.RenderedFrames / progress.Seconds;
        return new ProgressFigures(pace, Math.Max(0, frames - progress.DoneFrames) / pace);
    }
}

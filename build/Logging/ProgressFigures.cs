using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>What follows from how far a render is.</summary>
/// <param name="FramesPerSecond">Frames rendered per second so far, those from the cache left out; null before the first.</param>
/// <param name="SecondsLeft">The time that the rest takes at that pace; null before the first.</param>
internal readonly record struct ProgressFigures(double? FramesPerSecond, double? SecondsLeft)
{
    public static ProgressFigures Of(RenderProgress progress, int frames)
    {
        if (progress.RenderedFrames == 0 || progress.Seconds <= 0) return default;
        double pace = progress.RenderedFrames / progress.Seconds;
        return new ProgressFigures(pace, Math.Max(0, frames - progress.DoneFrames) / pace);
    }
}

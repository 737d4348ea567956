using System.IO.Hashing;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Renders single frames of a plan for the eye, exactly as a render would, without encoding them.</summary>
public sealed class StillRenderer(RenderPlan plan, IEffectFactory effects, PictureStore pictures)
{
    private readonly EffectLocks locks = new();

    /// <param name="frame">Number in the video, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The video has no such frame.</exception>
    public RgbPicture Render(int frame)
    {
        if (frame < 0 || frame >= plan.FrameCount) throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The video has frames 0 to {plan.FrameCount - 1}.");
        PlannedSegment segment = plan.Segments.First(s => s.EndFrame > frame);
        using var renderer = new SegmentRenderer(plan, segment, sourceIsNeededAgain: false, pictures, effects, locks);
        var still = new StillFrame(plan.Width, plan.Height);
        renderer.Render(frame - segment.FirstFrame, still.AsTarget(), new XxHash128());
        return PictureColors.ToRgb(still);
    }
}

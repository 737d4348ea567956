namespace PluginRender.Sdk;

/// <summary>
/// The clock of one frame, relative to its segment. With the seed it is everything an effect may let its
/// result depend on besides its parameters and its input: that is what makes frames renderable in any order.
/// </summary>
/// <param name="Frame">Frame number within the segment, 0 to <paramref name="FrameCount"/> − 1.</param>
/// <param name="FrameCount">Frames in the segment, at least 1.</param>
/// <param name="Rate">The output's frame rate.</param>
/// <param name="Seed">The effect's seed: the same for every frame, different between segments and effects.</param>
public readonly record struct FrameTime(int Frame, int FrameCount, FrameRate Rate, ulong Seed)
{
    // No area stands for the whole one, so that a clock that nobody told of areas says the same.
    private readonly PictureArea shown;

    /// <summary>
    /// The part of the segment's picture that the frame shows, before the effect; the whole for a source effect itself, for
    /// a color, and behind a source effect that does not say where it looks (<see cref="SourceEffect.AreaAt"/>).
    /// </summary>
    public PictureArea Shown
    {
        get => shown == default ? PictureArea.Whole : shown;
        init => shown = value == PictureArea.Whole ? default : value;
    }

    /// <summary>Seconds since the segment's first frame.</summary>
    public double Seconds => Rate.ToSeconds(Frame);

    /// <summary>Frame / (FrameCount − 1): 0 at the first frame, 1 at the last, 0 for a segment of one frame.</summary>
    public double Progress => FrameCount > 1 ? (double)Frame / (FrameCount - 1) : 0.0;
}

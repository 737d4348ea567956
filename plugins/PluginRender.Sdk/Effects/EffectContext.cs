namespace PluginRender.Sdk;

/// <summary>What an effect is told when it is created: once per segment and worker.</summary>
/// <param name="SegmentId">The segment's id in the project.</param>
/// <param name="FrameWidth">Output width in luma samples, even.</param>
/// <param name="FrameHeight">Output height in luma rows, even.</param>
/// <param name="FrameCount">Frames in the segment.</param>
/// <param name="Rate">The output's frame rate.</param>
/// <param name="Seed">The effect's seed, also in every <see cref="FrameTime"/>.</param>
/// <param name="Subject">
/// Center of the detected subject in 0–1 of the picture's window; null when none was detected, or when no
/// <see cref="FocusPoint"/> or <see cref="PicturePlace"/> among the effect's parameters is <c>"subject"</c>.
/// </param>
public sealed record EffectContext(
    string SegmentId,
    int FrameWidth,
    int FrameHeight,
    int FrameCount,
    FrameRate Rate,
    ulong Seed,
    (double X, double Y)? Subject)
{
    /// <summary>The same center in 0–1 of the whole picture, also where the window does not show it: what a <see cref="PicturePlace"/> points at.</summary>
    public (double X, double Y)? SubjectInPicture { get; init; }

    /// <summary>
    /// Where the subjects of the picture are; null when none was detected, when the segment has no picture, or when the
    /// effect does not declare <see cref="EffectAttribute.UsesSubjectMask"/>. <see cref="FrameTime.Shown"/> says which part
    /// of it a frame shows.
    /// </summary>
    public SubjectMask? Mask { get; init; }
}

using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// Everything that decides the bytes of a video, frozen. Nothing in it depends on the machine: not the
/// number of workers, not a folder outside the project.
/// </summary>
/// <param name="Width">Luma columns, even.</param>
/// <param name="Height">Luma rows, even.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="FrameCount">Frames of the video.</param>
/// <param name="Encoder">How every chunk is encoded.</param>
/// <param name="HostAssemblies">What else of the host decides the bytes, by name in ordinal order.</param>
/// <param name="Segments">In time order, without gaps.</param>
/// <param name="Chunks">In time order, without gaps; they cover the segments.</param>
public sealed record RenderPlan(
    int Width,
    int Height,
    FrameRate Rate,
    int FrameCount,
    EncoderSettings Encoder,
    ImmutableArray<HostAssembly> HostAssemblies,
    ImmutableArray<PlannedSegment> Segments,
    ImmutableArray<PlannedChunk> Chunks)
{
    /// <summary>The segments that have frames in a chunk, in time order.</summary>
    public IEnumerable<PlannedSegment> SegmentsOf(PlannedChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return Within(chunk.FirstFrame, chunk.EndFrame);
    }

    /// <summary>Whether a picture is shown in frames of the video.</summary>
    public bool Shows(PlannedSource.Picture picture, int firstFrame, int endFrame)
        => Within(firstFrame, endFrame).Any(s => s.Source is PlannedSource.Picture p && p.Path == picture.Path);

    /// <summary>The segments that have frames in a range. Of tens of thousands, so they are looked up and not looked through.</summary>
    private IEnumerable<PlannedSegment> Within(int firstFrame, int endFrame)
    {
        int low = 0, high = Segments.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Segments[middle].EndFrame > firstFrame) high = middle;
            else low = middle + 1;
        }

        for (int i = low; i < Segments.Length && Segments[i].FirstFrame < endFrame; i++) yield return Segments[i];
    }
}

/// <param name="Id">The segment's id in the project.</param>
/// <param name="FirstFrame">Its first frame in the video.</param>
/// <param name="FrameCount">At least 1.</param>
/// <param name="Source">What it shows.</param>
/// <param name="Effects">In the order they are applied.</param>
public sealed record PlannedSegment(
    string Id, int FirstFrame, int FrameCount, PlannedSource Source, ImmutableArray<PlannedEffect> Effects)
{
    /// <summary>One past the last frame.</summary>
    public int EndFrame => FirstFrame + FrameCount;

    /// <summary>The effects that are applied: sampling a plain color gives the color, wherever an effect looks.</summary>
    public ImmutableArray<PlannedEffect> AppliedEffects
        => Source is PlannedSource.Color && Effects is [{ Access: PixelAccess.Source }, ..] ? Effects[1..] : Effects;

    /// <summary>Whether all its frames are the same, whatever the segment is called and however long it is.</summary>
    public bool IsStill => AppliedEffects.IsEmpty;

    /// <summary>
    /// What an effect of the segment is told of the picture's subject: its center, where a parameter asks for it and
    /// something was found; else null.
    /// </summary>
    public PicturePoint? SubjectFor(PlannedEffect effect)
        => effect.AsksForSubjects() ? (Source as PlannedSource.Picture)?.Facts?.Best?.Center : null;

    /// <summary>The mask that an effect of the segment gets: where it uses one and something was found; else null.</summary>
    public MaskReference? MaskFor(PlannedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.UsesSubjectMask ? (Source as PlannedSource.Picture)?.Facts?.Mask : null;
    }
}

/// <summary>What a segment shows.</summary>
public abstract record PlannedSource
{
    private PlannedSource()
    {
    }

    /// <param name="Path">Relative to the project's folder, forward slashes.</param>
    /// <param name="Info">What the probe found.</param>
    /// <param name="Facts">What detection found; null where nobody asked. Of a chunk's bytes it decides only what an effect is told.</param>
    public sealed record Picture(string Path, PictureInfo Info, PictureFacts? Facts = null) : PlannedSource;

    /// <param name="Value">Fills the frame.</param>
    public sealed record Color(RgbColor Value) : PlannedSource;
}

/// <param name="Id">The effect.</param>
/// <param name="Version">Its version.</param>
/// <param name="Plugin">The plugin that has it.</param>
/// <param name="PluginHash">SHA-256 over the plugin's files.</param>
/// <param name="Access">What it reads.</param>
/// <param name="Concurrency">How it may be called.</param>
/// <param name="Determinism">How far it is reproducible.</param>
/// <param name="Seed">The effect's seed.</param>
/// <param name="Parameters">A value for each of its parameters.</param>
/// <param name="Reason">Why a planner chose it; null where the author did. Decides nothing.</param>
public sealed record PlannedEffect(
    string Id,
    string Version,
    string Plugin,
    string PluginHash,
    PixelAccess Access,
    Concurrency Concurrency,
    Determinism Determinism,
    ulong Seed,
    ImmutableArray<NamedValue> Parameters,
    string? Reason = null)
{
    /// <summary>Whether it gets the mask of the segment's subjects, whose samples the plan then has.</summary>
    public bool UsesSubjectMask { get; init; }
}

/// <param name="Index">Position among the chunks, from 0.</param>
/// <param name="FirstFrame">Its first frame in the video.</param>
/// <param name="FrameCount">At least 1.</param>
/// <param name="Key">SHA-256 over everything that can change the chunk's bytes.</param>
public sealed record PlannedChunk(int Index, int FirstFrame, int FrameCount, string Key)
{
    /// <summary>One past the last frame.</summary>
    public int EndFrame => FirstFrame + FrameCount;
}

namespace PluginRender.Rendering;

/// <summary>What is known of a finished chunk; stands beside it and is checked before the chunk is used.</summary>
/// <param name="Key">The chunk's key.</param>
/// <param name="FrameCount">Frames encoded.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="FrameHashes">XXH128 of each frame as it was given to the encoder, 16 bytes each, in order.</param>
/// <param name="Details">What else is to be told of it.</param>
public sealed record ChunkRecord(
    string Key, int FrameCount, long Bytes, string Sha256, byte[] FrameHashes, ChunkDetails Details)
{
    /// <summary>Small pictures of some frames, for reports.</summary>
    public IReadOnlyList<ChunkStill> Stills => Details.Stills;

    /// <summary>How long effects took when the chunk was rendered, for reports.</summary>
    public IReadOnlyList<EffectTime> EffectTimes => Details.EffectTimes;

    /// <summary>What is wrong with its pictures though they are shown.</summary>
    public IReadOnlyList<PictureNotice> Notices => Details.Notices;
}

/// <summary>What there is to be told of a chunk beside its bytes.</summary>
/// <param name="Stills">Small pictures of some frames, for reports.</param>
/// <param name="EffectTimes">How long effects took when the chunk was rendered, for reports.</param>
/// <param name="Notices">What is wrong with its pictures though they are shown; each once.</param>
public sealed record ChunkDetails(IReadOnlyList<ChunkStill> Stills, IReadOnlyList<EffectTime> EffectTimes, IReadOnlyList<PictureNotice> Notices)
{
    /// <summary>Nothing.</summary>
    public static ChunkDetails None { get; } = new([], [], []);
}

/// <summary>What a decoder noticed of a picture that is shown all the same.</summary>
/// <param name="Sha256">Of the picture's file: a chunk may be used by a project that has it under another name.</param>
/// <param name="Text">What, such as that rows are missing.</param>
public sealed record PictureNotice(string Sha256, string Text);

/// <summary>How long an effect of a segment took for the frames of one chunk.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Index">Position among the segment's effects, from 0.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Milliseconds">By the clock, in the one thread that calls effects; includes what the machine gave to other programs meanwhile.</param>
public sealed record EffectTime(string Segment, int Index, string Effect, double Milliseconds);

/// <summary>A small picture of a frame of a chunk.</summary>
/// <param name="Frame">The frame, counted from the chunk's first.</param>
/// <param name="Jpeg">A JPEG file.</param>
public sealed record ChunkStill(int Frame, byte[] Jpeg);

using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>
/// The chunks of a WebP that decide what it shows (RFC 9649, 2). Of an animation the first frame is the picture. The size that
/// the file gives for itself does not count: writers get it wrong, and viewers look at the chunks.
/// </summary>
internal sealed class WebPChunks
{
    /// <summary>Columns of the whole picture.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the whole picture.</summary>
    public int Height { get; private set; }

    /// <summary>Where the frame lies in it: 0, 0 but for animations.</summary>
    public (int X, int Y) Offset { get; private set; }

    /// <summary>Columns and rows of the frame.</summary>
    public (int Width, int Height) FrameSize { get; private set; }

    /// <summary>Whether there is more than one picture.</summary>
    public bool IsAnimated { get; private set; }

    /// <summary>Whether the file is one picture under a header that has its size, as nearly all are: it may be decoded as it is.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>The samples of a lossy picture's opacity, with the chunk's head; empty without.</summary>
    public Range Alpha { get; private set; }

    /// <summary>The samples, with the chunk's head; empty where none are there.</summary>
    public Range Samples { get; private set; }

    /// <summary>The EXIF chunk; empty without one.</summary>
    public Range Exif { get; private set; }

    /// <summary>Whether the file ends before the samples do.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Whether a file is a WebP by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <summary>Finds the chunks.</summary>
    public static WebPChunks Parse(ReadOnlySpan<byte> file)
    {
        var chunks = new WebPChunks();
        chunks.Walk(file, 12, file.Length);
        chunks.IsPlain = !chunks.IsAnimated && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L is var size
            && size <= file.Length && size >= chunks.Samples.End.Value;
        return chunks;
    }

    /// <summary>
    /// The frame as a file by itself: its samples and opacity as they are, under a header that has its size. For what decodes
    /// single pictures only.
    /// </summary>
    public byte[] OnlyFrame(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> alpha = file[Alpha], samples = file[Samples];
        const int Head = 12, Extended = 18;
        // Chunks have an even length.
        int alphaLength = alpha.Length + (alpha.Length & 1), samplesLength = samples.Length + (samples.Length & 1);
        var alone = new byte[Head + Extended + alphaLength + samplesLength];
        "RIFF"u8.CopyTo(alone);
        // What is missing counts: readers take samples that go beyond the file's end for damage, and wait for those that are to come.
        int claimed = 8 + (int)Math.Min(int.MaxValue / 2, BinaryPrimitives.ReadUInt32LittleEndian(samples[4..]));
        BinaryPrimitives.WriteInt32LittleEndian(alone.AsSpan(4), alone.Length - 8 + Math.Max(0, claimed - samplesLength));
        "WEBPVP8X"u8.CopyTo(alone.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(alone.AsSpan(16), 10);
        // The flag of opacity (2.7.1).
        alone[20] = (byte)(alpha.IsEmpty ? 0 : 0x10);
        WriteUInt24(alone.AsSpan(24), FrameSize.Width - 1);
        WriteUInt24(alone.AsSpan(27), FrameSize.Height - 1);
        alpha.CopyTo(alone.AsSpan(Head + Extended));
        samples.CopyTo(alone.AsSpan(Head + Extended + alphaLength));
        return alone;
    }

    private void Walk(ReadOnlySpan<byte> file, int at, int end)
    {
        while (at + 8 <= end && IsEmpty(Samples))
        {
            long wholeEnd = at + 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var chunk = new Range(at, (int)Math.Min(end, wholeEnd));
            Take(file, chunk, wholeEnd > end);
            at = (int)Math.Min(end, wholeEnd + (wholeEnd & 1));
        }

        // What stands behind the samples: only this is of use.
        for (; at + 8 <= end && IsEmpty(Exif);)
        {
            long wholeEnd = at + 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (file[at..].StartsWith("EXIF"u8) && wholeEnd <= end) Exif = (at + 8)..(int)wholeEnd;
            at = (int)Math.Min(end, wholeEnd + (wholeEnd & 1));
        }
    }

    private void Take(ReadOnlySpan<byte> file, Range chunk, bool isCut)
    {
        ReadOnlySpan<byte> type = file[chunk][..4], body = file[chunk][8..];
        if (type.SequenceEqual("VP8X"u8) && body.Length >= 10) (Width, Height) = (1 + UInt24(body[4..]), 1 + UInt24(body[7..]));
        else if (type.SequenceEqual("ALPH"u8)) Alpha = chunk;
        else if (type.SequenceEqual("EXIF"u8) && !isCut) Exif = (chunk.Start.Value + 8)..chunk.End.Value;
        else if (type.SequenceEqual("ANMF"u8) && body.Length >= 16 && !IsAnimated) TakeFrame(file, chunk, body);
        else if (type.SequenceEqual("VP8 "u8) && body.Length >= 10) TakeSamples(chunk, isCut, LossySize(body));
        else if (type.SequenceEqual("VP8L"u8) && body.Length >= 5) TakeSamples(chunk, isCut, LosslessSize(BinaryPrimitives.ReadUInt32LittleEndian(body[1..])));
    }

    private void TakeFrame(ReadOnlySpan<byte> file, Range chunk, ReadOnlySpan<byte> body)
    {
        IsAnimated = true;
        Offset = (2 * UInt24(body), 2 * UInt24(body[3..]));
        Walk(file, chunk.Start.Value + 8 + 16, chunk.End.Value);
    }

    private void TakeSamples(Range chunk, bool isCut, (int Width, int Height) size)
    {
        (Samples, IsCutOff, FrameSize) = (chunk, isCut, size);
        if (Width == 0) (Width, Height) = size;
    }

    private static bool IsEmpty(Range range) => range.Start.Equals(range.End);

    private static (int Width, int Height) LossySize(ReadOnlySpan<byte> body)
        => (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3fff);

    private static (int Width, int Height) LosslessSize(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);

    private static int UInt24(ReadOnlySpan<byte> s) => s[0] | (s[1] << 8) | (s[2] << 16);

    private static void WriteUInt24(Span<byte> s, int value) => (s[0], s[1], s[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
}

using System.Buffers.Binary;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Fuzz.Targets;

/// <summary>Probing and decoding pictures.</summary>
internal sealed class PictureTarget : IFuzzTarget
{
    private readonly ScratchFolder scratch = new();
    private readonly PictureProbe probe = new();
    private readonly PictureDecoder decoder = new();

    public PictureTarget() => FFmpegLibraries.Load();

    public IReadOnlyList<byte[]> Seeds { get; } = FuzzTargets.Files("seeds/pictures");

    public IReadOnlyList<string> Words { get; } =
    [
        "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "eXIf", "acTL", "fcTL", "fdAT", "iCCP", "RIFF", "WEBP", "VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "EXIF", "ftypavif", "ftypheic", "meta", "iloc", "iinf", "infe", "iref", "dimg", "auxl", "iprp", "ipco", "ipma", "ispe", "irot", "imir", "pitm", "grid", "hvc1", "av01", "II*\0", "MM\0*", "GIF89a", "BM", "Exif\0\0MM\0*", "Exif\0\0II*\0",
        "#EXTM3U\n/etc/passwd\n", "ffconcat version 1.0\nfile /etc/passwd\n", "<svg xmlns:xlink=\"x\"><image xlink:href=\"/etc/passwd\"/></svg>",
    ];

    /// <summary>A decoder stops at the first wrong checksum: half of the PNG files get right ones, to come further.</summary>
    public byte[] Finish(byte[] input, ulong chance)
        => (chance & 1) == 0 && input.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? PngChecksums.Correct(input) : input;

    public bool Accepts(byte[] input)
    {
        string file = scratch.File("a.png");
        File.WriteAllBytes(file, input);
        try
        {
            PictureInfo info = probe.Probe(file);
            using PictureBuffer picture = decoder.Decode(file);
            // What a damaged file shows may be of another size than it says; the store refuses that.
            return (picture.Width, picture.Height) == (info.Width, info.Height);
        }
        catch (SourceException)
        {
            return false;
        }
    }

    public void Dispose() => scratch.Dispose();
}

/// <summary>Checksums of PNG chunks.</summary>
internal static class PngChecksums
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xedb88320))];

    /// <summary>The file with a right checksum in every chunk that can be found.</summary>
    public static byte[] Correct(byte[] file)
    {
        byte[] corrected = [.. file];
        for (long at = 8; at + 12 <= corrected.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(corrected.AsSpan((int)at));
            long end = at + 8 + length;
            if (end + 4 > corrected.Length) break;
            uint crc = ~corrected.AsSpan((int)at + 4, (int)length + 4).ToArray().Aggregate(uint.MaxValue, (c, b) => Table[(byte)(c ^ b)] ^ (c >> 8));
            BinaryPrimitives.WriteUInt32BigEndian(corrected.AsSpan((int)end), crc);
            at = end + 4;
        }

        return corrected;
    }
}

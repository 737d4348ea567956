using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace PluginRender.Media;

/// <summary>
/// The chunks in which a PNG says its colors, in the specification's order: cICP, iCCP, sRGB, then gAMA and cHRM (W3C PNG, third
/// edition, 4.3). Those behind the picture's data, or whose checksum or length is wrong, are as if they were not there.
/// </summary>
internal sealed class PngColor
{
    private readonly Dictionary<string, byte[]> chunks = new(StringComparer.Ordinal);

    private PngColor()
    {
    }

    /// <summary>What the chunks say.</summary>
    public static PictureColor Read(ReadOnlySpan<byte> file)
    {
        var color = new PngColor();
        List<string> ignored = color.Gather(file);
        if (color.chunks.TryGetValue("cICP", out byte[]? points))
        {
            if (CodePoints.AreKnown(points[0], points[1])) return color.With(null, ignored);
            ignored.Add($"its cICP chunk says colors {points[0]}/{points[1]}, which are unknown, and was ignored");
            color.chunks.Remove("cICP");
        }

        if (color.chunks.TryGetValue("iCCP", out byte[]? compressed))
        {
            if (Inflate(compressed) is { } bytes && IccProfile.Read(bytes) is { } profile) return color.With(profile, ignored);
            ignored.Add(PictureColor.Damaged);
            return color.With(null, ignored);
        }

        if (color.chunks.TryGetValue("gAMA", out byte[]? gamma) && BinaryPrimitives.ReadUInt32BigEndian(gamma) is 0 or > 10_000_000)
        {
            ignored.Add("its gAMA chunk is damaged and was ignored");
            color.chunks.Remove("gAMA");
        }

        if (color.chunks.TryGetValue("cHRM", out byte[]? primaries) && ColorMatrix.ToSrgb(Chromaticities(primaries)) is null)
        {
            ignored.Add("its cHRM chunk is damaged and was ignored");
            color.chunks.Remove("cHRM");
        }

        return color.With(null, ignored);
    }

    /// <summary>The transform that the chunks ask for, a profile aside; null where there is nothing to do.</summary>
    public ColorTransform? Transform()
    {
        if (chunks.TryGetValue("cICP", out byte[]? points)) return Narrowed(CodePoints.Transform(points[0], points[1]), points[3] == 0);
        if (chunks.ContainsKey("sRGB") || chunks.ContainsKey("iCCP")) return null;
        // What says nothing of the one is of sRGB in it.
        bool hasGamma = chunks.TryGetValue("gAMA", out byte[]? gamma);
        if (!chunks.TryGetValue("cHRM", out byte[]? chromaticities) && !hasGamma) return null;
        ToneCurve curve = hasGamma ? CurveOf(BinaryPrimitives.ReadUInt32BigEndian(gamma)) : ToneCurve.Srgb;
        ColorMatrix.Primaries primaries = chromaticities is null ? ColorMatrix.Primaries.Srgb : Chromaticities(chromaticities);
        return MatrixTransform.Create([curve, curve, curve], ColorMatrix.ToSrgb(primaries)!);
    }

    private static ColorTransform? Narrowed(ColorTransform? transform, bool isNarrow) => isNarrow ? new NarrowRange(transform) : transform;

    // 45455 is what everybody writes who means sRGB.
    private static ToneCurve CurveOf(uint gamma) => gamma is >= 45000 and <= 46000 ? ToneCurve.Srgb : ToneCurve.Gamma(100000.0 / gamma);

    private static ColorMatrix.Primaries Chromaticities(ReadOnlySpan<byte> chunk)
    {
        var n = new double[8];
        for (int i = 0; i < 8; i++) n[i] = BinaryPrimitives.ReadInt32BigEndian(chunk[(4 * i)..]) / 100000.0;
        return new ColorMatrix.Primaries(n[2], n[3], n[4], n[5], n[6], n[7], n[0], n[1]);
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> chunk)
    {
        // A name of up to 79 letters, a zero, and the method, which is 0.
        int name = chunk.IndexOf((byte)0);
        if (name is < 0 or > 79 || name + 2 > chunk.Length || chunk[name + 1] != 0) return null;
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(chunk[(name + 2)..].ToArray()), CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            byte[] some = new byte[65536];
            for (int read; (read = zlib.Read(some)) > 0;)
            {
                inflated.Write(some, 0, read);
                if (inflated.Length > IccProfile.MaximumBytes) return null;
            }

            return inflated.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private PictureColor With(IccProfile? profile, List<string> ignored)
        => new(profile, profile is null ? this : null, ignored.Count == 0 ? null : string.Join("; ", ignored));

    private List<string> Gather(ReadOnlySpan<byte> file)
    {
        List<string> ignored = [];
        for (long at = 8; at + 12 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            ReadOnlySpan<byte> type = chunk.Slice(4, 4);
            if (length > chunk.Length - 12 || type.SequenceEqual("IDAT"u8)) break;
            string name = System.Text.Encoding.Latin1.GetString(type);
            if (LengthOf(name) is { } wanted)
            {
                bool sound = (wanted == 0 || wanted == length) && BinaryPrimitives.ReadUInt32BigEndian(chunk[(8 + (int)length)..]) == Crc32.HashToUInt32(chunk.Slice(4, 4 + (int)length));
                string said = $"its {name} chunk is damaged and was ignored";
                if (sound) chunks.TryAdd(name, chunk.Slice(8, (int)length).ToArray());
                else if (!ignored.Contains(said)) ignored.Add(said);
            }

            at += 12L + length;
        }

        return ignored;
    }

    /// <summary>How long a chunk is that says colors, 0 for any length; null for others.</summary>
    private static int? LengthOf(string name) => name switch { "cICP" => 4, "iCCP" => 0, "sRGB" => 1, "gAMA" => 4, "cHRM" => 32, _ => null };

    /// <summary>Codes 16 to 235 of 255 are black to white.</summary>
    private sealed class NarrowRange(ColorTransform? then) : ColorTransform
    {
        public override void Apply(Span<ushort> pixels)
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                if (i % 4 != 3) pixels[i] = (ushort)Math.Clamp((((pixels[i] - (16 * 257L)) * 255) + 109) / 219, 0, 65535);
            }

            then?.Apply(pixels);
        }
    }
}

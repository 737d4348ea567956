using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>
/// The header and the tag table of a color profile (ICC.1:2022, 7.2 and 7.3), read by memory-safe code alone, since anybody may
/// have written it. Those with tone curves and a matrix are understood here; tables are Little CMS's.
/// </summary>
internal sealed class IccProfile
{
    /// <summary>No profile of a picture is larger; those of presses have some megabytes.</summary>
    public const int MaximumBytes = 16 << 20;

    private const int HeaderBytes = 128;
    private const int MostTags = 1024;

    private readonly byte[] bytes;
    private readonly Dictionary<string, Range> tags = new(StringComparer.Ordinal);

    private IccProfile(byte[] bytes) => this.bytes = bytes;

    /// <summary>All of it.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The device class, such as "mntr".</summary>
    public string DeviceClass => Text(12);

    /// <summary>The color space of its samples, such as "RGB ".</summary>
    public string Space => Text(16);

    /// <summary>The connection space: "XYZ " or "Lab ".</summary>
    public string ConnectionSpace => Text(20);

    /// <summary>The major version: 2, 4 or 5.</summary>
    public int Major => bytes[8];

    /// <summary>Whether samples are converted by tables, which go before curves and a matrix where both are there.</summary>
    public bool HasTables => tags.ContainsKey("A2B0") || tags.ContainsKey("D2B0");

    /// <summary>A profile; null when it is damaged.</summary>
    public static IccProfile? Read(byte[] bytes)
    {
        if (bytes.Length is < HeaderBytes + 4 or > MaximumBytes || !bytes.AsSpan(36).StartsWith("acsp"u8)) return null;
        uint size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(HeaderBytes));
        if (size > bytes.Length || size < HeaderBytes + 4 || count > MostTags || HeaderBytes + 4 + (12L * count) > size) return null;
        var profile = new IccProfile(bytes);
        for (int at = HeaderBytes + 4, i = 0; i < count; i++, at += 12)
        {
            uint start = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)), length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8));
            // A tag outside is as good as none, as for Little CMS.
            if (start + (long)length <= size) profile.tags.TryAdd(profile.Text(at), new Range((int)start, (int)(start + length)));
        }

        return profile;
    }

    /// <summary>The tone curve of a tag; null when there is none.</summary>
    public ToneCurve? Curve(string tag) => ToneCurve.Read(Tag(tag));

    /// <summary>From the light of its primaries to XYZ relative to D50; null when there is none.</summary>
    public ColorMatrix? Matrix()
    {
        double[]? red = Xyz("rXYZ"), green = Xyz("gXYZ"), blue = Xyz("bXYZ");
        if (red is null || green is null || blue is null) return null;
        return new ColorMatrix(red[0], green[0], blue[0], red[1], green[1], blue[1], red[2], green[2], blue[2]);
    }

    private double[]? Xyz(string name)
    {
        ReadOnlySpan<byte> tag = Tag(name);
        if (tag.Length < 20 || !tag.StartsWith("XYZ "u8)) return null;
        return [Fixed(tag[8..]), Fixed(tag[12..]), Fixed(tag[16..])];
    }

    private static double Fixed(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt32BigEndian(at) / 65536.0;

    private ReadOnlySpan<byte> Tag(string name) => tags.TryGetValue(name, out Range place) ? bytes.AsSpan(place) : default;

    private string Text(int at) => System.Text.Encoding.Latin1.GetString(bytes, at, 4);
}

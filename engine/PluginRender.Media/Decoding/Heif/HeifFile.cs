using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>
/// The pictures of a HEIF file, AVIF or HEIC, by its meta box (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12). libavformat 59 knows
/// AVIF alone, and of HEIC nothing: cameras of phones cut their pictures into tiles.
/// </summary>
internal sealed class HeifFile
{
    /// <summary>What is read of the name of a kind: many items may share one of any length.</summary>
    private const int KindBytes = 256;

    private readonly Dictionary<uint, HeifItem> items = [];
    private readonly Dictionary<uint, HeifItem> auxiliaries = [];

    private HeifFile(bool isAv1) => IsAv1 = isAv1;

    /// <summary>Whether its brand is AVIF's.</summary>
    public bool IsAv1 { get; }

    /// <summary>The picture that is shown; null where the file does not say.</summary>
    public HeifItem? Primary { get; private set; }

    /// <summary>Whether a file is HEIF by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => Brand(file) is not null;

    /// <summary>The brand that makes it HEIF; null where none does.</summary>
    public static string? Brand(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8)) return null;
        int end = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(file), 16, Math.Min(file.Length, 256));
        // The major brand, its version, and the brands that it is compatible with.
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            string brand = System.Text.Encoding.Latin1.GetString(file.Slice(at, 4));
            if (brand is "avif" or "avis" or "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1") return brand;
        }

        return null;
    }

    /// <summary>Reads what the file has.</summary>
    public static HeifFile Parse(ReadOnlySpan<byte> file)
    {
        var found = new HeifFile(Brand(file) is "avif" or "avis");
        if (HeifBoxes.First(HeifBoxes.In(file, ..), "meta") is not { } meta || Inside(file, meta, 4) is not { } body) return found;
        List<HeifBox> boxes = HeifBoxes.In(file, body);
        if (HeifBoxes.First(boxes, "iinf") is { } infos) found.ReadItems(new HeifReader(file, infos), file);
        if (HeifBoxes.First(boxes, "iloc") is { } places) found.ReadPlaces(new HeifReader(file, places), HeifBoxes.First(boxes, "idat"), file.Length);
        if (HeifBoxes.First(boxes, "iprp") is { } properties) found.ReadProperties(file, properties);
        foreach (HeifItem item in found.items.Values) item.IsOpacity = item.Property("auxC") is { } kind && IsOpacity(file[kind][..Math.Min(file[kind].Length, KindBytes)]);
        if (HeifBoxes.First(boxes, "iref") is { } references) found.ReadReferences(file, references);
        if (HeifBoxes.First(boxes, "pitm") is { } primary)
        {
            var reader = new HeifReader(file, primary);
            found.Primary = found.Item(reader.FullBox().Version == 0 ? reader.Next(2) : reader.Next(4));
        }

        return found;
    }

    /// <summary>An item by its number; null where there is none.</summary>
    public HeifItem? Item(ulong id) => id <= uint.MaxValue ? items.GetValueOrDefault((uint)id) : null;

    /// <summary>The item with another one's opacity; null where that is opaque.</summary>
    public HeifItem? OpacityOf(HeifItem item) => auxiliaries.GetValueOrDefault(item.Id) is { Data.Count: > 0, IsCutOff: false } auxiliary
        && auxiliary.Type is ("av01" or "hvc1") && auxiliary.Id != item.Id && auxiliary.IsOpacity ? auxiliary : null;

    /// <summary>The ICC profile of the picture that is shown (ISO/IEC 14496-12, 12.1.5); null where it has none.</summary>
    public byte[]? ProfileOf(ReadOnlySpan<byte> file)
    {
        foreach (HeifBox property in Primary?.Properties ?? [])
        {
            if (property.Type != "colr") continue;
            ReadOnlySpan<byte> color = file[property.Body];
            if (color.StartsWith("prof"u8) || color.StartsWith("rICC"u8)) return color[4..].ToArray();
        }

        return null;
    }

    private void ReadItems(HeifReader reader, ReadOnlySpan<byte> file)
    {
        reader.Skip(reader.FullBox().Version == 0 ? 2 : 4);
        foreach (HeifBox box in HeifBoxes.In(file, reader.Rest))
        {
            if (box.Type != "infe") continue;
            var entry = new HeifReader(file, box.Body);
            int version = entry.FullBox().Version;
            if (version < 2) continue;
            uint id = (uint)entry.Next(version == 2 ? 2 : 4);
            entry.Skip(2);
            items.TryAdd(id, new HeifItem { Id = id, Type = entry.Letters() });
        }
    }

    private void ReadPlaces(HeifReader reader, Range? idat, int fileLength)
    {
        int version = reader.FullBox().Version;
        ulong sizes = reader.Next(2);
        (int offsetSize, int lengthSize, int baseSize, int indexSize) = ((int)(sizes >> 12), (int)(sizes >> 8) & 15, (int)(sizes >> 4) & 15, version == 0 ? 0 : (int)sizes & 15);
        ulong count = reader.Next(version < 2 ? 2 : 4);
        for (ulong i = 0; i < count && !reader.IsPastEnd; i++)
        {
            HeifItem? item = Item(reader.Next(version < 2 ? 2 : 4));
            // 0: offsets count from the file's start; 1: from that of the idat box.
            ulong method = version == 0 ? 0 : reader.Next(2) & 15;
            reader.Skip(2);
            ulong start = reader.Next(baseSize);
            ulong parts = reader.Next(2);
            for (ulong p = 0; p < parts && p < HeifItem.MaximumParts && !reader.IsPastEnd; p++)
            {
                reader.Skip(indexSize);
                ulong offset = start + reader.Next(offsetSize), length = reader.Next(lengthSize);
                if (item is not null && method <= 1) Place(item, method == 1 ? idat : 0..fileLength, offset, length, fileLength);
            }
        }
    }

    private static void Place(HeifItem item, Range? within, ulong offset, ulong length, int fileLength)
    {
        if (within is not { } range) return;
        (int start, int room) = range.GetOffsetAndLength(fileLength);
        if (offset >= (ulong)room)
        {
            item.IsCutOff = true;
            return;
        }

        // A length of 0 means to the end.
        ulong left = (ulong)room - offset;
        if (length > left) item.IsCutOff = true;
        int at = start + (int)offset;
        item.Data.Add(at..(at + (int)(length == 0 ? left : Math.Min(length, left))));
    }

    private void ReadProperties(ReadOnlySpan<byte> file, Range body)
    {
        List<HeifBox> boxes = HeifBoxes.In(file, body);
        if (HeifBoxes.First(boxes, "ipco") is not { } container) return;
        List<HeifBox> properties = HeifBoxes.In(file, container);
        foreach (HeifBox box in boxes)
        {
            if (box.Type != "ipma") continue;
            var reader = new HeifReader(file, box.Body);
            (int version, int flags) = reader.FullBox();
            ulong count = reader.Next(4);
            for (ulong i = 0; i < count && !reader.IsPastEnd; i++)
            {
                HeifItem? item = Item(reader.Next(version == 0 ? 2 : 4));
                ulong associations = reader.Next(1);
                for (ulong a = 0; a < associations; a++)
                {
                    // The highest bit says that the property is essential.
                    int index = (flags & 1) == 1 ? (int)reader.Next(2) & 0x7fff : (int)reader.Next(1) & 0x7f;
                    if (index >= 1 && index <= properties.Count) item?.Properties.Add(properties[index - 1]);
                }
            }
        }
    }

    private void ReadReferences(ReadOnlySpan<byte> file, Range body)
    {
        if (Inside(file, body, 4) is not { } inside) return;
        int idBytes = new HeifReader(file, body).FullBox().Version == 0 ? 2 : 4;
        foreach (HeifBox box in HeifBoxes.In(file, inside))
        {
            if (box.Type is not ("dimg" or "auxl")) continue;
            var reader = new HeifReader(file, box.Body);
            HeifItem? item = Item(reader.Next(idBytes));
            ulong count = reader.Next(2);
            if (box.Type == "auxl")
            {
                if (item is not null) auxiliaries.TryAdd((uint)reader.Next(idBytes), item);
                continue;
            }

            for (ulong i = 0; i < count && i < HeifItem.MaximumParts && !reader.IsPastEnd; i++)
            {
                uint id = (uint)reader.Next(idBytes);
                item?.Parts.Add(id);
            }
        }
    }

    /// <summary>Whether a kind of auxiliary picture is an opacity (ISO/IEC 23008-12, B.2.1; AVIF, 4).</summary>
    private static bool IsOpacity(ReadOnlySpan<byte> kind) => kind.IndexOf("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"u8) >= 0 || kind.IndexOf("urn:mpeg:hevc:2015:auxid:1"u8) >= 0;

    private static Range? Inside(ReadOnlySpan<byte> file, Range body, int skipped)
    {
        (int start, int length) = body.GetOffsetAndLength(file.Length);
        return length < skipped ? null : (start + skipped)..(start + length);
    }
}

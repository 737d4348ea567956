using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The profile in the APP2 segments of a JPEG (ICC.1:2022, annex B.4): in parts of any order, each once.</summary>
internal static class JpegProfile
{
    private static ReadOnlySpan<byte> Name => "ICC_PROFILE\0"u8;

    /// <summary>What they say.</summary>
    public static PictureColor Read(ReadOnlySpan<byte> file)
    {
        var parts = new Range?[256];
        int count = 0;
        bool broken = false;
        for (int at = 2; at + 4 <= file.Length;)
        {
            // Whatever stands between segments is passed over, as viewers do.
            if (file[at] != 0xff || file[at + 1] is 0xff or 0x00 or (>= 0xd0 and <= 0xd8) or 0x01)
            {
                at++;
                continue;
            }

            // The first scan or the end.
            if (file[at + 1] is 0xda or 0xd9) break;
            int end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            ReadOnlySpan<byte> body = file[(at + 4)..Math.Clamp(end, at + 4, file.Length)];
            if (file[at + 1] == 0xe2 && body.StartsWith(Name))
            {
                int part = body.Length >= 14 ? body[12] : 0, parting = body.Length >= 14 ? body[13] : 0;
                broken |= part == 0 || part > parting || parts[part] is not null || (count != 0 && parting != count);
                (count, parts[part]) = (parting, (at + 18)..(at + 4 + body.Length));
            }

            at = Math.Max(end, at + 2);
        }

        if (!broken && count == 0) return PictureColor.Unsaid;
        if (broken || parts.AsSpan(1, count).Contains(null)) return new PictureColor(null, null, PictureColor.Damaged);
        using var profile = new MemoryStream();
        foreach (Range? part in parts.AsSpan(1, count)) profile.Write(file[part!.Value]);
        return PictureColor.OfProfile(profile.ToArray());
    }
}

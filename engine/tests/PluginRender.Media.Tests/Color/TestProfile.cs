using System.Buffers.Binary;
using System.Text;

namespace PluginRender.Media.Tests.Color;

/// <summary>Small color profiles (ICC.1:2022), made here so that no file's license is asked about.</summary>
internal static class TestProfile
{
    /// <summary>Columns of red, green and blue, relative to D50.</summary>
    private static readonly Dictionary<string, double[]> Colorants = new(StringComparer.Ordinal)
    {
        ["srgb"] = [0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410],
        ["p3"] = [0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407],
        ["adobergb"] = [0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457],
        ["prophoto"] = [0.79767, 0.28804, 0.0, 0.13519, 0.71188, 0.0, 0.03134, 0.00009, 0.82491],
    };

    /// <summary>Curves and a matrix.</summary>
    public static byte[] Matrix(string name) => Of("mntr", "RGB ", "XYZ ", 4,
    [
        .. new[] { "rXYZ", "gXYZ", "bXYZ" }.Select((tag, i) => (tag, (byte[])[.. "XYZ \0\0\0\0"u8, .. Fixed(Colorants[name].AsSpan(3 * i, 3))])),
        .. new[] { "rTRC", "gTRC", "bTRC" }.Select(tag => (tag, CurveOf(name))),
    ]);

    /// <summary>Gray of a pure power.</summary>
    public static byte[] Gray(double gamma) => Of("mntr", "GRAY", "XYZ ", 2, [("kTRC", Gamma(gamma))]);

    /// <summary>A 16-bit table of the same colors as <see cref="Matrix"/>: curves, a lattice of two points and XYZ.</summary>
    public static byte[] Table(string name, double gamma)
    {
        double[] c = Colorants[name];
        using var tag = new MemoryStream();
        tag.Write([.. "mft2\0\0\0\0"u8, 3, 3, 2, 0, .. Fixed(1, 0, 0, 0, 1, 0, 0, 0, 1), .. U16(1024, 2)]);
        for (int channel = 0; channel < 3; channel++)
        {
            for (int i = 0; i < 1024; i++) tag.Write(U16((int)Math.Round(65535 * Math.Pow(i / 1023.0, gamma))));
        }

        for (int corner = 0; corner < 8; corner++)
        {
            // XYZ of 1 is 32768.
            for (int xyz = 0; xyz < 3; xyz++)
            {
                double sum = ((corner >> 2) * c[xyz]) + ((corner >> 1 & 1) * c[3 + xyz]) + ((corner & 1) * c[6 + xyz]);
                tag.Write(U16((int)Math.Clamp(Math.Round(32768 * sum), 0, 65535)));
            }
        }

        for (int channel = 0; channel < 3; channel++) tag.Write(U16(0, 65535));
        return Of("mntr", "RGB ", "XYZ ", 2, [("A2B0", tag.ToArray())]);
    }

    /// <summary>The same as elements of version 4: parametric curves and a matrix, as cameras' profiles have them.</summary>
    public static byte[] Elements(string name, double gamma)
    {
        double[] c = Colorants[name];
        byte[] identity = [.. "curv\0\0\0\0\0\0\0\0"u8];
        byte[] power = [.. "para\0\0\0\0\0\0\0\0"u8, .. Fixed(gamma)];
        // PCS XYZ of 1 is 32768 of 65535 in the elements.
        const double Half = 32768 / 65535.0;
        byte[] matrix = Fixed([c[0] * Half, c[3] * Half, c[6] * Half, c[1] * Half, c[4] * Half, c[7] * Half, c[2] * Half, c[5] * Half, c[8] * Half, 0, 0, 0]);
        byte[] tag =
        [
            .. "mAB \0\0\0\0"u8, 3, 3, 0, 0, .. U32(32, 68, 116, 0, 0),
            .. identity, .. identity, .. identity, .. matrix, .. power, .. power, .. power,
        ];
        return Of("mntr", "RGB ", "XYZ ", 4, [("A2B0", tag)]);
    }

    /// <summary>An 8-bit table of inks on paper: each ink takes its complement away, and the darkest is not black.</summary>
    public static byte[] Inks()
    {
        using var tag = new MemoryStream();
        tag.Write([.. "mft1\0\0\0\0"u8, 4, 3, 2, 0, .. Fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)]);
        for (int channel = 0; channel < 4; channel++)
        {
            for (int i = 0; i < 256; i++) tag.WriteByte((byte)i);
        }

        for (int corner = 0; corner < 16; corner++)
        {
            int c = corner >> 3, m = corner >> 2 & 1, y = corner >> 1 & 1, k = corner & 1;
            // L* of 10 at the darkest; a* and b* around 128.
            double keep = k == 1 ? 0.15 : 1, lightness = 10 + (90 * keep * (1 - (0.38 * c)) * (1 - (0.5 * m)) * (1 - (0.1 * y)));
            tag.Write([(byte)Math.Round(lightness * 2.55), (byte)Math.Round(128 + (keep * ((-37 * c) + (74 * m) - (5 * y)))), (byte)Math.Round(128 + (keep * ((-50 * c) - (3 * m) + (93 * y))))]);
        }

        for (int channel = 0; channel < 3; channel++)
        {
            for (int i = 0; i < 256; i++) tag.WriteByte((byte)i);
        }

        return Of("prtr", "CMYK", "Lab ", 2, [("A2B0", tag.ToArray())]);
    }

    /// <summary>A profile of some class and tags.</summary>
    public static byte[] Of(string deviceClass, string space, string connection, byte major, IReadOnlyList<(string Name, byte[] Body)> tags)
    {
        int start = 128 + 4 + (12 * tags.Count);
        using var table = new MemoryStream();
        using var bodies = new MemoryStream();
        table.Write(U32((uint)tags.Count));
        foreach ((string name, byte[] body) in tags)
        {
            table.Write([.. Encoding.ASCII.GetBytes(name), .. U32((uint)(start + bodies.Length), (uint)body.Length)]);
            bodies.Write(body);
            while (bodies.Length % 4 != 0) bodies.WriteByte(0);
        }

        byte[] header = new byte[128];
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)(start + bodies.Length));
        header[8] = major;
        Encoding.ASCII.GetBytes(deviceClass + space + connection).CopyTo(header, 12);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Fixed(0.9642, 1, 0.8249).CopyTo(header, 68);
        return [.. header, .. table.ToArray(), .. bodies.ToArray()];
    }

    /// <summary>A curveType of a power.</summary>
    public static byte[] Gamma(double gamma) => [.. "curv\0\0\0\0"u8, .. U32(1), .. U16((int)Math.Round(256 * gamma)), 0, 0];

    private static byte[] CurveOf(string name) => name switch
    {
        "adobergb" => Gamma(2.19921875),
        "prophoto" => Gamma(1.8),
        // The function of sRGB (kind 3).
        _ => [.. "para\0\0\0\0\0\u0003\0\0"u8, .. Fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)],
    };

    private static byte[] Fixed(params ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), (int)Math.Round(65536 * values[i]));
        return bytes;
    }

    private static byte[] U16(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        return bytes;
    }

    private static byte[] U32(params ReadOnlySpan<uint> values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}

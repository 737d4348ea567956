using System.Globalization;

namespace PluginRender.Sdk;

/// <summary>An sRGB color, 8 bits per component.</summary>
/// <param name="R">Red, 0–255.</param>
/// <param name="G">Green, 0–255.</param>
/// <param name="B">Blue, 0–255.</param>
public readonly record struct RgbColor(byte R, byte G, byte B)
{
    /// <summary>Reads <c>#rrggbb</c> or <c>#rgb</c>.</summary>
    public static bool TryParse(string? text, out RgbColor color)
    {
        color = default;
        if (text is null || text.Length is not (4 or 7) || text[0] != '#') return false;
        string digits = text.Length == 7 ? text[1..] : string.Concat(text[1..].Select(c => $"{c}{c}"));
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)) return false;
        color = new RgbColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>
    /// The color in BT.709 limited range, 8-bit code values rounded to nearest
    /// (ITU-R BT.709-6, items 3.2 to 3.4; Kr = 0.2126, Kb = 0.0722).
    /// </summary>
    public (byte Y, byte Cb, byte Cr) ToYCbCr()
    {
        double luma = ((0.2126 * R) + (0.7152 * G) + (0.0722 * B)) / 255.0;
        double cb = ((B / 255.0) - luma) / 1.8556;
        double cr = ((R / 255.0) - luma) / 1.5748;
        return ((byte)Math.Floor(16.5 + (219 * luma)), (byte)Math.Floor(128.5 + (224 * cb)), (byte)Math.Floor(128.5 + (224 * cr)));
    }

    /// <summary><c>#rrggbb</c>, lower case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");
}

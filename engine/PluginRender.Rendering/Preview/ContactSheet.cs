using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>Pictures in rows, each with its number.</summary>
public static class ContactSheet
{
    private const int Gap = 8, MostPictures = 400, DigitScale = 3;

    // Three columns and five rows a digit, the top row's bits first.
    private static readonly ushort[] Digits =
    [
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_011_001_111, 0b101_101_111_001_001,
        0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010, 0b111_101_111_101_111, 0b111_101_111_001_111,
    ];

    /// <summary>Which of so many are shown: all, or 400 at even distances.</summary>
    public static IReadOnlyList<int> Chosen(int count)
        => count <= MostPictures ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, MostPictures).Select(i => (int)((long)i * count / MostPictures))];

    /// <summary>The width of a tile where so many are shown.</summary>
    public static int TileWidth(int count) => count <= 64 ? 320 : 160;

    /// <param name="pictures">In order, all of one size; at least one.</param>
    /// <param name="numbers">The number on each.</param>
    public static RgbPicture Make(IReadOnlyList<RgbPicture> pictures, IReadOnlyList<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(numbers);
        int columns = Columns(pictures.Count), rows = (pictures.Count + columns - 1) / columns;
        int width = pictures[0].Width, height = pictures[0].Height;
        var sheet = new RgbPicture(Gap + (columns * (width + Gap)), Gap + (rows * (height + Gap)));
        sheet.Bytes.AsSpan().Fill(24);
        for (int i = 0; i < pictures.Count; i++)
        {
            int x = Gap + (i % columns * (width + Gap)), y = Gap + (i / columns * (height + Gap));
            sheet.Place(pictures[i], x, y);
            DrawNumber(sheet, numbers[i], x, y);
        }

        return sheet;
    }

    /// <summary>Two pictures of one size side by side.</summary>
    public static RgbPicture Compare(RgbPicture before, RgbPicture after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var both = new RgbPicture(before.Width + Gap + after.Width, Math.Max(before.Height, after.Height));
        both.Place(before, 0, 0);
        both.Place(after, before.Width + Gap, 0);
        return both;
    }

    /// <summary>Pictures in a row.</summary>
    public static int Columns(int count) => Math.Max(1, (int)Math.Ceiling(Math.Sqrt(count * 0.75)));

    /// <summary>White on a black box, in the corner of a tile.</summary>
    private static void DrawNumber(RgbPicture sheet, int number, int x, int y)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < text.Length; i++)
        {
            ushort digit = Digits[text[i] - '0'];
            for (int cell = 0; cell < 5 * 7; cell++)
            {
                int column = cell % 5, row = cell / 5;
                bool isSet = column is > 0 and < 4 && row is > 0 and < 6 && (digit >> (14 - ((row - 1) * 3) - (column - 1)) & 1) != 0;
                Fill(sheet, x + (((i * 4) + column) * DigitScale), y + (row * DigitScale), isSet);
            }
        }
    }

    private static void Fill(RgbPicture sheet, int x, int y, bool isSet)
    {
        for (int row = y; row < Math.Min(y + DigitScale, sheet.Height); row++)
        {
            int end = Math.Min(x + DigitScale, sheet.Width);
            if (x < end) sheet.Row(row)[(3 * x)..(3 * end)].Fill(isSet ? (byte)255 : (byte)0);
        }
    }
}

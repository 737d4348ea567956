namespace PluginRender.Rendering;

/// <summary>From the encoder's samples to what a screen shows.</summary>
internal static class PictureColors
{
    private const int Bits = 16;

    // ITU-R BT.709-6, items 3.2 to 3.5 with Kr = 0.2126 and Kb = 0.0722, for 8-bit limited range, times 2^16.
    private static readonly int Luma = Fixed(255.0 / 219);
    private static readonly int RedOfCr = Fixed(2 * (1 - 0.2126) * 255 / 224);
    private static readonly int BlueOfCb = Fixed(2 * (1 - 0.0722) * 255 / 224);
    private static readonly int GreenOfCb = Fixed(2 * (1 - 0.0722) * 0.0722 / 0.7152 * 255 / 224);
    private static readonly int GreenOfCr = Fixed(2 * (1 - 0.2126) * 0.2126 / 0.7152 * 255 / 224);

    /// <summary>
    /// Chroma is interpolated linearly from where it is sited: at the left of its two luma columns, between its two rows.
    /// </summary>
    public static RgbPicture ToRgb(StillFrame frame)
    {
        var picture = new RgbPicture(frame.Width, frame.Height);
        int[] cb = new int[frame.Width / 2], cr = new int[frame.Width / 2];
        for (int y = 0; y < frame.Height; y++)
        {
            ChromaRow(frame.Cb, frame.Width / 2, frame.Height / 2, y, cb);
            ChromaRow(frame.Cr, frame.Width / 2, frame.Height / 2, y, cr);
            Span<byte> row = picture.Row(y);
            for (int x = 0; x < frame.Width; x++)
            {
                int luma = ((frame.Luma[(y * frame.Width) + x] - 16) * Luma) + (1 << (Bits - 1));
                int blue = ChromaAt(cb, x), red = ChromaAt(cr, x);
                row[3 * x] = Code(luma + (red * RedOfCr >> 3));
                row[(3 * x) + 1] = Code(luma - (((blue * GreenOfCb) + (red * GreenOfCr)) >> 3));
                row[(3 * x) + 2] = Code(luma + (blue * BlueOfCb >> 3));
            }
        }

        return picture;
    }

    /// <summary>A row of chroma at a luma row, less its neutral value, times 4.</summary>
    private static void ChromaRow(byte[] plane, int width, int height, int y, int[] row)
    {
        int near = y / 2, far = Math.Clamp(y % 2 == 0 ? near - 1 : near + 1, 0, height - 1);
        for (int x = 0; x < width; x++) row[x] = (3 * plane[(near * width) + x]) + plane[(far * width) + x] - (4 * 128);
    }

    /// <summary>At a luma column, times 8.</summary>
    private static int ChromaAt(int[] row, int x)
        => row[x / 2] + row[x % 2 == 0 ? x / 2 : Math.Min((x / 2) + 1, row.Length - 1)];

    private static byte Code(int value) => (byte)Math.Clamp(value >> Bits, 0, 255);

    private static int Fixed(double factor) => (int)Math.Round(factor * (1 << Bits));
}

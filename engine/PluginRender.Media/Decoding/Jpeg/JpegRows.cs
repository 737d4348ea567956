namespace PluginRender.Media;

/// <summary>The rows of packed samples of libjpeg's.</summary>
/// <param name="samples">Stay the caller's.</param>
internal sealed class JpegRows(JpegSamples samples) : IPictureRows
{
    private int next;
    private bool keepsInks;

    public int Width => samples.Width;

    public int Height => samples.Height;

    public bool IsDeep => false;

    public bool IsGray => samples.Components == 1;

    public SampleKind Kind => samples.Components switch { 1 => SampleKind.Gray, 3 => SampleKind.Rgb, _ => SampleKind.Cmyk };

    public void KeepInks() => keepsInks = samples.Components == 4;

    public void Read(Span<ushort> rgba)
    {
        ReadOnlySpan<byte> row = samples.Row(next++);
        switch (samples.Components)
        {
            case 1:
                for (int x = 0; x < row.Length; x++) Store(rgba, x, row[x] * 257, row[x] * 257, row[x] * 257);
                break;
            case 3:
                for (int x = 0; x < row.Length / 3; x++) Store(rgba, x, row[3 * x] * 257, row[(3 * x) + 1] * 257, row[(3 * x) + 2] * 257);
                break;
            default:
                if (keepsInks)
                {
                    for (int i = 0; i < row.Length; i++) rgba[i] = (ushort)(ushort.MaxValue - (row[i] * 257));
                    break;
                }

                for (int x = 0; x < row.Length / 4; x++) StoreInks(rgba, x, row.Slice(4 * x, 4));
                break;
        }
    }

    public void Dispose()
    {
        // The samples are the caller's.
    }

    private static void Store(Span<ushort> rgba, int x, int r, int g, int b)
        => (rgba[4 * x], rgba[(4 * x) + 1], rgba[(4 * x) + 2], rgba[(4 * x) + 3]) = ((ushort)r, (ushort)g, (ushort)b, ushort.MaxValue);

    /// <summary>
    /// Cyan, magenta, yellow and black as files have them: 255 for none, as Photoshop writes them and browsers take all of them. Without
    /// a profile the paper's white is weakened by the ink of its color and by black, as browsers do.
    /// </summary>
    private static void StoreInks(Span<ushort> rgba, int x, ReadOnlySpan<byte> inks)
    {
        int black = inks[3] * 257;
        Store(rgba, x, ((inks[0] * black) + 127) / 255, ((inks[1] * black) + 127) / 255, ((inks[2] * black) + 127) / 255);
    }
}

using PluginRender.Kernels.Blur;

namespace PluginRender.Kernels.Masks;

/// <summary>
/// One resolution of a <see cref="BackgroundBlur"/>: the weights of the planes of that size and the blurred sums, for the rows
/// of one slab at a time.
/// </summary>
internal sealed unsafe class WeightedPlane : IDisposable
{
    private readonly int width;
    private readonly int height;
    private readonly int slabRows;
    private readonly PlaneBlur blur;
    private readonly MaskRows mask;
    private readonly NativeBuffer<short> weights = new();
    private readonly NativeBuffer<short> products = new();
    private readonly NativeBuffer<short> sums = new();
    private readonly NativeBuffer<short> blurred = new();

    /// <param name="mask">The mask's rows for planes of this size; disposed with this.</param>
    /// <param name="size">Samples in a row, and rows.</param>
    /// <param name="slabRows">Rows of a slab.</param>
    /// <param name="box">The blur.</param>
    public WeightedPlane(MaskRows mask, (int Width, int Height) size, int slabRows, BoxFilter box)
    {
        this.mask = mask;
        (width, height) = size;
        this.slabRows = slabRows;
        blur = new PlaneBlur(width, height, box);
    }

    /// <summary>Rows on either side that a sample depends on.</summary>
    public int Radius => blur.Radius;

    public void SetArea(in PictureArea shown) => mask.SetArea(shown);

    /// <summary>Weighs and blurs the rows of a slab.</summary>
    /// <param name="firstRow">The slab's first row.</param>
    /// <param name="first">A plane, with the slab's rows and <see cref="Radius"/> more on both sides.</param>
    /// <param name="second">Another of the same size; empty for none.</param>
    public void Begin(int firstRow, in ReadOnlyPlane first, in ReadOnlyPlane second)
    {
        int count = Math.Min(slabRows, height - firstRow);
        int top = Math.Max(0, firstRow - Radius), rows = Math.Min(height, firstRow + count + Radius) - top;
        int most = Math.Min(height, slabRows + (2 * Radius));
        weights.Reserve(most * width);
        products.Reserve(most * width);
        sums.Reserve(slabRows * width);
        blurred.Reserve((second.RowCount > 0 ? 2 : 1) * slabRows * width);
        for (int i = 0; i < rows; i++) mask.Weigh(top + i, Row(weights, i));
        blur.Apply(Rows(weights.Pointer, top, rows), Rows(sums.Pointer, firstRow, count));
        Blur(first, top, rows, Rows(blurred.Pointer, firstRow, count));
        if (second.RowCount > 0) Blur(second, top, rows, Rows(blurred.Pointer + (slabRows * width), firstRow, count));
    }

    /// <summary>Makes rows that lie in the slab begun last.</summary>
    /// <param name="slab">The slab's first row.</param>
    /// <param name="plane">0 for the first plane, 1 for the second.</param>
    /// <param name="input">The sharp plane.</param>
    /// <param name="output">Has the rows.</param>
    /// <param name="rows">Which to make.</param>
    public void Mix(int slab, int plane, in ReadOnlyPlane input, in Plane output, (int First, int End) rows)
    {
        int above = slab - Math.Max(0, slab - Radius);
        for (int row = rows.First; row < rows.End; row++)
        {
            int local = row - slab;
            WeightedRow.Mix(input.Row(row), Row(weights, above + local), Row(blurred, (plane * slabRows) + local), Row(sums, local), output.Row(row));
        }
    }

    public void Dispose()
    {
        blur.Dispose();
        mask.Dispose();
        weights.Dispose();
        products.Dispose();
        sums.Dispose();
        blurred.Dispose();
    }

    private void Blur(in ReadOnlyPlane input, int top, int rows, in Plane output)
    {
        for (int i = 0; i < rows; i++) WeightedRow.Multiply(input.Row(top + i), Row(weights, i), Row(products, i));
        blur.Apply(Rows(products.Pointer, top, rows), output);
    }

    private Span<short> Row(NativeBuffer<short> buffer, int row) => new(buffer.Pointer + ((nint)row * width), width);

    private Plane Rows(short* samples, int firstRow, int count) => new(new Span<short>(samples, count * width), width, width, firstRow, count);
}

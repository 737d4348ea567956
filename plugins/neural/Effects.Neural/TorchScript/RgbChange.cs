using System.Runtime.InteropServices;
using TorchSharp;

namespace PluginRender.Effects.Neural.TorchScript;

/// <summary>
/// A frame as RGB, and what a model changed of it. The change alone is turned back into YCbCr, which is linear, and added: chroma
/// loses no resolution on the way, and no change is exactly none.
/// </summary>
/// <remarks>
/// BT.709, limited range (Rec. ITU-R BT.709-6, items 3.2 to 3.5): E'Y = 0.2126 R + 0.7152 G + 0.0722 B, Cb = (B − E'Y) / 1.8556,
/// Cr = (R − E'Y) / 1.5748. Chroma is co-sited with the left of its two luma columns and centered between its two rows.
/// </remarks>
internal sealed class RgbChange : IDisposable
{
    private const float Red = 0.2126f, Green = 0.7152f, Blue = 0.0722f;
    private const float CbScale = 1.8556f, CrScale = 1.5748f;
    private const float LumaSpan = 219 * Samples.One, ChromaSpan = 224 * Samples.One;

    private readonly int width;
    private readonly int height;
    private readonly torch.Tensor change;

    public RgbChange(int width, int height)
    {
        (this.width, this.height) = (width, height);
        Source = torch.empty([3, height, width], torch.ScalarType.Float32);
        change = torch.empty([3, height, width], torch.ScalarType.Float32);
    }

    /// <summary>The frame, 3xHxW, 0–1.</summary>
    public torch.Tensor Source { get; }

    /// <summary>Makes <see cref="Source"/> from a whole frame.</summary>
    public void Read(in FrameView frame)
    {
        Span<float> red = Plane(Source, 0), green = Plane(Source, 1), blue = Plane(Source, 2);
        for (int y = 0; y < height; y++)
        {
            // A quarter of the way from the nearer chroma row to the other one.
            int near = y / 2, far = Math.Clamp(y % 2 == 0 ? near - 1 : near + 1, 0, (height / 2) - 1);
            ReadOnlySpan<short> luma = frame.Luma.Row(y), cbNear = frame.Cb.Row(near), cbFar = frame.Cb.Row(far), crNear = frame.Cr.Row(near), crFar = frame.Cr.Row(far);
            for (int x = 0; x < width; x++)
            {
                float e = (luma[x] - Samples.Black) / LumaSpan;
                float cb = (Across(cbNear, cbFar, x) - Samples.Neutral) * (CbScale / ChromaSpan), cr = (Across(crNear, crFar, x) - Samples.Neutral) * (CrScale / ChromaSpan);
                int at = (y * width) + x;
                red[at] = Math.Clamp(e + cr, 0, 1);
                green[at] = Math.Clamp(e - (((Red * cr) + (Blue * cb)) / Green), 0, 1);
                blue[at] = Math.Clamp(e + cb, 0, 1);
            }
        }
    }

    /// <summary>Takes what a model made of a tile.</summary>
    public void Set(in Tile tile, torch.Tensor made)
    {
        int tileHeight = (int)made.shape[2], tileWidth = (int)made.shape[3];
        ReadOnlySpan<float> from = MemoryMarshal.Cast<byte, float>(made.bytes);
        for (int plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<float> source = Plane(Source, plane);
            Span<float> target = Plane(change, plane);
            for (int y = 0; y < tile.Height; y++)
            {
                int at = ((tile.Top + y) * width) + tile.Left, tileAt = (((plane * tileHeight) + tile.Overlap + y) * tileWidth) + tile.Overlap;
                for (int x = 0; x < tile.Width; x++) target[at + x] = Math.Clamp(from[tileAt + x], 0, 1) - source[at + x];
            }
        }
    }

    /// <summary>Makes a band: the input and a part of the change.</summary>
    public void Add(in FrameView input, in Band output, float strength)
    {
        var changed = new Planes(Plane(change, 0), Plane(change, 1), Plane(change, 2), width);
        for (int y = output.FirstRow; y < output.FirstRow + output.RowCount; y++)
        {
            ReadOnlySpan<short> from = input.Luma.Row(y);
            Span<short> to = output.Luma.Row(y);
            for (int x = 0; x < width; x++) to[x] = Sum(from[x], strength * LumaSpan * changed.At(x, y).E);
        }

        for (int y = output.FirstRow / 2; y < (output.FirstRow + output.RowCount) / 2; y++)
        {
            ReadOnlySpan<short> fromCb = input.Cb.Row(y), fromCr = input.Cr.Row(y);
            Span<short> toCb = output.Cb.Row(y), toCr = output.Cr.Row(y);
            for (int x = 0; x < width / 2; x++)
            {
                (float cb, float cr) = ChromaChange(changed, x, y);
                toCb[x] = Sum(fromCb[x], strength * ChromaSpan * cb);
                toCr[x] = Sum(fromCr[x], strength * ChromaSpan * cr);
            }
        }
    }

    public void Dispose()
    {
        Source.Dispose();
        change.Dispose();
    }

    private static float Across(ReadOnlySpan<short> near, ReadOnlySpan<short> far, int x)
    {
        int left = x / 2, right = Math.Min(left + (x % 2), near.Length - 1);
        return (0.375f * (near[left] + near[right])) + (0.125f * (far[left] + far[right]));
    }

    /// <summary>1, 2, 1 across its left column, over both of its rows.</summary>
    private (float Cb, float Cr) ChromaChange(in Planes changed, int x, int y)
    {
        float cb = 0, cr = 0;
        for (int row = 2 * y; row <= (2 * y) + 1; row++)
        {
            for (int column = -1; column <= 1; column++)
            {
                (float e, float red, float blue) = changed.At(Math.Clamp((2 * x) + column, 0, width - 1), row);
                float weight = column == 0 ? 0.25f : 0.125f;
                cb += weight * (blue - e);
                cr += weight * (red - e);
            }
        }

        return (cb / CbScale, cr / CrScale);
    }

    private Span<float> Plane(torch.Tensor tensor, int plane) => MemoryMarshal.Cast<byte, float>(tensor.bytes).Slice(plane * width * height, width * height);

    private static short Sum(short sample, float change) => (short)Math.Clamp(sample + (int)MathF.Floor(change + 0.5f), short.MinValue, short.MaxValue);

    private readonly ref struct Planes(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, int width)
    {
        private readonly ReadOnlySpan<float> red = red;
        private readonly ReadOnlySpan<float> green = green;
        private readonly ReadOnlySpan<float> blue = blue;

        /// <summary>The luma of a pixel and both colors that chroma is a difference to.</summary>
        public (float E, float Red, float Blue) At(int x, int y)
        {
            int at = (y * width) + x;
            return ((Red * red[at]) + (Green * green[at]) + (Blue * blue[at]), red[at], blue[at]);
        }
    }
}

namespace PluginRender.Media;

/// <summary>The rows of a WebP that libwebp decoded, on the canvas of an animation. What lies outside, or is not there, is transparent.</summary>
/// <param name="decoded">The frame.</param>
/// <param name="chunks">Where it lies.</param>
internal sealed unsafe class WebPRows(LibWebP decoded, WebPChunks chunks) : IPictureRows
{
    private int next;

    public int Width => chunks.Width;

    public int Height => chunks.Height;

    public bool IsDeep => false;

    /// <summary>Whether all of the frame is there.</summary>
    public bool IsWhole => decoded.IsWhole;

    /// <summary>The frame's rows that are there.</summary>
    public int RowsThere
    {
        get
        {
            decoded.Pixels(out int rows, out _);
            return rows;
        }
    }

    public void Read(Span<ushort> rgba)
    {
        rgba.Clear();
        int row = next++ - chunks.Offset.Y;
        byte* pixels = decoded.Pixels(out int rows, out int stride);
        if (row < 0 || row >= rows) return;
        int columns = Math.Min(chunks.FrameSize.Width, Width - chunks.Offset.X);
        if (columns <= 0) return;
        var source = new ReadOnlySpan<byte>(pixels + ((long)row * stride), columns * 4);
        Span<ushort> target = rgba[(4 * chunks.Offset.X)..];
        for (int i = 0; i < source.Length; i++) target[i] = (ushort)(source[i] * 257);
    }

    public void Dispose() => decoded.Dispose();
}

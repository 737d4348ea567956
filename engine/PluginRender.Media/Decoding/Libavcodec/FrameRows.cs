using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>
/// The rows of a frame of libavcodec's that is not YCbCr, straight from its samples: 8 bits become 16 by v·257, which is exact for
/// colors, palettes and gray.
/// </summary>
internal sealed unsafe class FrameRows : IPictureRows
{
    private readonly AVFrame* frame;
    private readonly FrameRow read;
    private int next;

    private FrameRows(AVFrame* frame, FrameRow read)
    {
        this.frame = frame;
        this.read = read;
    }

    /// <summary>Converts a row.</summary>
    private delegate void FrameRow(AVFrame* frame, int row, Span<ushort> rgba);

    public int Width => frame->width;

    public int Height => frame->height;

    public bool IsDeep => Format is AVPixelFormat.AV_PIX_FMT_GRAY16BE or AVPixelFormat.AV_PIX_FMT_GRAY16LE or AVPixelFormat.AV_PIX_FMT_YA16BE or AVPixelFormat.AV_PIX_FMT_YA16LE
        or AVPixelFormat.AV_PIX_FMT_RGB48BE or AVPixelFormat.AV_PIX_FMT_RGB48LE or AVPixelFormat.AV_PIX_FMT_RGBA64BE or AVPixelFormat.AV_PIX_FMT_RGBA64LE;

    public bool IsGray => Format is AVPixelFormat.AV_PIX_FMT_GRAY8 or AVPixelFormat.AV_PIX_FMT_YA8 or AVPixelFormat.AV_PIX_FMT_MONOBLACK or AVPixelFormat.AV_PIX_FMT_MONOWHITE
        or AVPixelFormat.AV_PIX_FMT_GRAY16BE or AVPixelFormat.AV_PIX_FMT_GRAY16LE or AVPixelFormat.AV_PIX_FMT_YA16BE or AVPixelFormat.AV_PIX_FMT_YA16LE;

    private AVPixelFormat Format => (AVPixelFormat)frame->format;

    /// <param name="frame">A frame, which stays the caller's and is read until the rows are disposed of.</param>
    /// <returns>Null where its format is not known.</returns>
    public static FrameRows? Of(AVFrame* frame)
    {
        FrameRow? read = (AVPixelFormat)frame->format switch
        {
            AVPixelFormat.AV_PIX_FMT_GRAY8 => (f, y, t) => Bytes(Row(f, 0, y, 1), 1, (0, 0, 0, -1), t),
            AVPixelFormat.AV_PIX_FMT_YA8 => (f, y, t) => Bytes(Row(f, 0, y, 2), 2, (0, 0, 0, 1), t),
            AVPixelFormat.AV_PIX_FMT_RGB24 => (f, y, t) => Bytes(Row(f, 0, y, 3), 3, (0, 1, 2, -1), t),
            AVPixelFormat.AV_PIX_FMT_BGR24 => (f, y, t) => Bytes(Row(f, 0, y, 3), 3, (2, 1, 0, -1), t),
            AVPixelFormat.AV_PIX_FMT_RGBA => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (0, 1, 2, 3), t),
            AVPixelFormat.AV_PIX_FMT_BGRA => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (2, 1, 0, 3), t),
            AVPixelFormat.AV_PIX_FMT_ARGB => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (1, 2, 3, 0), t),
            AVPixelFormat.AV_PIX_FMT_ABGR => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (3, 2, 1, 0), t),
            AVPixelFormat.AV_PIX_FMT_RGB0 => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (0, 1, 2, -1), t),
            AVPixelFormat.AV_PIX_FMT_BGR0 => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (2, 1, 0, -1), t),
            AVPixelFormat.AV_PIX_FMT_0RGB => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (1, 2, 3, -1), t),
            AVPixelFormat.AV_PIX_FMT_0BGR => (f, y, t) => Bytes(Row(f, 0, y, 4), 4, (3, 2, 1, -1), t),
            AVPixelFormat.AV_PIX_FMT_GRAY16LE or AVPixelFormat.AV_PIX_FMT_GRAY16BE => (f, y, t) => Words(Row(f, 0, y, 2), IsBig(f), 1, (0, 0, 0, -1), t),
            AVPixelFormat.AV_PIX_FMT_YA16LE or AVPixelFormat.AV_PIX_FMT_YA16BE => (f, y, t) => Words(Row(f, 0, y, 4), IsBig(f), 2, (0, 0, 0, 1), t),
            AVPixelFormat.AV_PIX_FMT_RGB48LE or AVPixelFormat.AV_PIX_FMT_RGB48BE => (f, y, t) => Words(Row(f, 0, y, 6), IsBig(f), 3, (0, 1, 2, -1), t),
            AVPixelFormat.AV_PIX_FMT_RGBA64LE or AVPixelFormat.AV_PIX_FMT_RGBA64BE => (f, y, t) => Words(Row(f, 0, y, 8), IsBig(f), 4, (0, 1, 2, 3), t),
            AVPixelFormat.AV_PIX_FMT_GBRP or AVPixelFormat.AV_PIX_FMT_GBRAP => Planes,
            AVPixelFormat.AV_PIX_FMT_PAL8 => Palette,
            AVPixelFormat.AV_PIX_FMT_MONOBLACK => (f, y, t) => Bits(f, y, 0, t),
            AVPixelFormat.AV_PIX_FMT_MONOWHITE => (f, y, t) => Bits(f, y, 0xff, t),
            _ => null,
        };
        return read is null ? null : new FrameRows(frame, read);
    }

    public void Read(Span<ushort> rgba) => read(frame, next++, rgba);

    public void Dispose()
    {
        // The frame is the caller's.
    }

    private static bool IsBig(AVFrame* frame) => (AVPixelFormat)frame->format is AVPixelFormat.AV_PIX_FMT_GRAY16BE or AVPixelFormat.AV_PIX_FMT_YA16BE
        or AVPixelFormat.AV_PIX_FMT_RGB48BE or AVPixelFormat.AV_PIX_FMT_RGBA64BE;

    private static ReadOnlySpan<byte> Row(AVFrame* frame, uint plane, int row, int pixelBytes)
        => new(frame->data[plane] + ((long)row * frame->linesize[plane]), frame->width * pixelBytes);

    /// <summary>Samples of a byte at places of a pixel; −1 is opaque.</summary>
    private static void Bytes(ReadOnlySpan<byte> row, int pixel, (int R, int G, int B, int A) at, Span<ushort> rgba)
    {
        for (int x = 0; x < rgba.Length / 4; x++)
        {
            ReadOnlySpan<byte> from = row.Slice(x * pixel, pixel);
            Span<ushort> to = rgba.Slice(4 * x, 4);
            to[0] = (ushort)(from[at.R] * 257);
            to[1] = (ushort)(from[at.G] * 257);
            to[2] = (ushort)(from[at.B] * 257);
            to[3] = at.A < 0 ? ushort.MaxValue : (ushort)(from[at.A] * 257);
        }
    }

    private static void Words(ReadOnlySpan<byte> row, bool big, int pixel, (int R, int G, int B, int A) at, Span<ushort> rgba)
    {
        ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(row);
        for (int x = 0; x < rgba.Length / 4; x++)
        {
            ReadOnlySpan<ushort> from = words.Slice(x * pixel, pixel);
            Span<ushort> to = rgba.Slice(4 * x, 4);
            (to[0], to[1], to[2], to[3]) = (from[at.R], from[at.G], from[at.B], at.A < 0 ? ushort.MaxValue : from[at.A]);
        }

        // All ones are the same in either order.
        if (big == BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(rgba, rgba);
    }

    private static void Planes(AVFrame* frame, int row, Span<ushort> rgba)
    {
        ReadOnlySpan<byte> g = Row(frame, 0, row, 1), b = Row(frame, 1, row, 1), r = Row(frame, 2, row, 1);
        ReadOnlySpan<byte> alpha = (AVPixelFormat)frame->format == AVPixelFormat.AV_PIX_FMT_GBRAP ? Row(frame, 3, row, 1) : [];
        for (int x = 0; x < r.Length; x++)
        {
            Span<ushort> to = rgba.Slice(4 * x, 4);
            to[0] = (ushort)(r[x] * 257);
            to[1] = (ushort)(g[x] * 257);
            to[2] = (ushort)(b[x] * 257);
            to[3] = alpha.IsEmpty ? ushort.MaxValue : (ushort)(alpha[x] * 257);
        }
    }

    /// <summary>A palette is 256 times ARGB in the machine's order.</summary>
    private static void Palette(AVFrame* frame, int row, Span<ushort> rgba)
    {
        ReadOnlySpan<byte> indices = Row(frame, 0, row, 1);
        var colors = new ReadOnlySpan<uint>(frame->data[1], 256);
        for (int x = 0; x < indices.Length; x++)
        {
            uint color = colors[indices[x]];
            Span<ushort> to = rgba.Slice(4 * x, 4);
            to[0] = (ushort)((byte)(color >> 16) * 257);
            to[1] = (ushort)((byte)(color >> 8) * 257);
            to[2] = (ushort)((byte)color * 257);
            to[3] = (ushort)((byte)(color >> 24) * 257);
        }
    }

    /// <summary>Eight pixels a byte, the first in its highest bit.</summary>
    private static void Bits(AVFrame* frame, int row, byte inverted, Span<ushort> rgba)
    {
        var packed = new ReadOnlySpan<byte>(frame->data[0] + ((long)row * frame->linesize[0]), (frame->width + 7) / 8);
        for (int x = 0; x < frame->width; x++)
        {
            ushort code = ((packed[x >> 3] ^ inverted) & (0x80 >> (x & 7))) == 0 ? ushort.MinValue : ushort.MaxValue;
            Span<ushort> to = rgba.Slice(4 * x, 4);
            (to[0], to[1], to[2], to[3]) = (code, code, code, ushort.MaxValue);
        }
    }
}

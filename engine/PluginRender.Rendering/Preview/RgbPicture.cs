using System.Globalization;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>A picture for the eye: 8-bit sRGB, three bytes a pixel, rows without padding.</summary>
public sealed class RgbPicture
{
    /// <summary>A black picture.</summary>
    /// <param name="width">Columns, 1 to 32768.</param>
    /// <param name="height">Rows, likewise.</param>
    public RgbPicture(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(width is > 0 and <= 32768, true, nameof(width));
        ArgumentOutOfRangeException.ThrowIfNotEqual(height is > 0 and <= 32768, true, nameof(height));
        (Width, Height) = (width, height);
        Bytes = new byte[width * (long)height * 3];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All pixels: red, green, blue.</summary>
    public byte[] Bytes { get; }

    /// <summary>One row.</summary>
    public Span<byte> Row(int y) => Bytes.AsSpan(y * Width * 3, Width * 3);

    /// <summary>Shrunk to a width, each pixel the mean of what it covers; the picture itself if it is not wider.</summary>
    public RgbPicture Shrink(int width)
    {
        if (Width <= width) return this;
        int height = Math.Max(1, (int)(((long)Height * width * 2) + Width) / (2 * Width));
        var small = new RgbPicture(width, height);
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = Covered(y, height, Height);
            Span<byte> row = small.Row(y);
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = Covered(x, width, Width);
                for (int color = 0; color < 3; color++) row[(3 * x) + color] = Mean(left, right, top, bottom, color);
            }
        }

        return small;
    }

    /// <summary>Copies another picture into this one; what lies beyond the edge is left out.</summary>
    public void Place(RgbPicture other, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(other);
        int bytes = 3 * Math.Min(other.Width, Width - x);
        for (int row = 0; row < other.Height && y + row < Height; row++) other.Row(row)[..bytes].CopyTo(Row(y + row)[(3 * x)..]);
    }

    /// <summary>Writes Netpbm's P6, of which a file may hold several.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6\n{Width} {Height}\n255\n")));
        stream.Write(Bytes);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or cut short.</exception>
    public static RgbPicture? ReadFrom(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = new StringBuilder();
        for (int lines = 0; lines < 3 && header.Length < 40;)
        {
            int next = stream.ReadByte();
            if (next < 0) return header.Length == 0 ? null : throw new InvalidDataException("a picture's header is cut short");
            header.Append((char)next);
            if (next == '\n') lines++;
        }

        string[] words = header.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["P6", var width, var height, "255"]
            || !int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int columns) || columns is 0 or > 32768
            || !int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) || rows is 0 or > 32768)
            throw new InvalidDataException("not a picture as this program writes them");
        var picture = new RgbPicture(columns, rows);
        return stream.ReadAtLeast(picture.Bytes, picture.Bytes.Length, throwOnEndOfStream: false) == picture.Bytes.Length
            ? picture
            : throw new InvalidDataException("a picture is cut short");
    }

    private static (int First, int End) Covered(int index, int count, int size)
    {
        int first = (int)((long)index * size / count);
        return (first, Math.Max(first + 1, (int)((long)(index + 1) * size / count)));
    }

    private byte Mean(int left, int right, int top, int bottom, int color)
    {
        int sum = 0, count = (right - left) * (bottom - top);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++) sum += Bytes[(((y * Width) + x) * 3) + color];
        }

        return (byte)((sum + (count / 2)) / count);
    }
}

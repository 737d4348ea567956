using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>
/// A frame of planar YCbCr or gray with 8 to 16 bits, by the matrix that it names, as rows of 16-bit R'G'B' (ITU-T H.273, 8.3).
/// Chroma between two samples is interpolated.
/// </summary>
internal sealed unsafe class YCbCrFrame
{
    private readonly AVFrame* frame;
    private readonly int depth;
    private readonly int stepX;
    private readonly int stepY;
    private readonly bool isGray;
    private readonly bool isSitedLeft;
    private readonly (double Kr, double Kb) matrix;
    private readonly double[] blue;
    private readonly double[] red;

    private YCbCrFrame(AVFrame* frame, string format)
    {
        this.frame = frame;
        isGray = format.StartsWith("gray", StringComparison.Ordinal);
        (stepX, stepY) = isGray ? (1, 1) : format.Contains("420", StringComparison.Ordinal) ? (2, 2) : format.Contains("422", StringComparison.Ordinal) ? (2, 1) : (1, 1);
        depth = format.EndsWith("10le", StringComparison.Ordinal) ? 10 : format.EndsWith("12le", StringComparison.Ordinal) ? 12 : 8;
        isSitedLeft = frame->chroma_location is AVChromaLocation.AVCHROMA_LOC_LEFT or AVChromaLocation.AVCHROMA_LOC_TOPLEFT or AVChromaLocation.AVCHROMA_LOC_BOTTOMLEFT;
        matrix = frame->colorspace switch
        {
            AVColorSpace.AVCOL_SPC_BT709 => (0.2126, 0.0722),
            AVColorSpace.AVCOL_SPC_BT2020_NCL or AVColorSpace.AVCOL_SPC_BT2020_CL => (0.2627, 0.0593),
            AVColorSpace.AVCOL_SPC_SMPTE240M => (0.212, 0.087),
            _ => (0.299, 0.114),
        };
        int chromaWidth = (frame->width + stepX - 1) / stepX;
        (blue, red) = (new double[chromaWidth], new double[chromaWidth]);
    }

    /// <summary>Columns.</summary>
    public int Width => frame->width;

    /// <summary>Rows.</summary>
    public int Height => frame->height;

    /// <summary>Whether it has more than 8 bits.</summary>
    public bool IsDeep => depth > 8;

    /// <param name="frame">A frame, which stays the caller's and is read as long as this is used.</param>
    /// <returns>Null where it is of another kind.</returns>
    public static YCbCrFrame? Of(AVFrame* frame)
    {
        string format = ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format);
        bool isKnown = format is "yuv420p" or "yuv422p" or "yuv444p" or "yuvj420p" or "yuvj422p" or "yuvj444p" or "gray" or "gray10le" or "gray12le"
            or "yuv420p10le" or "yuv422p10le" or "yuv444p10le" or "yuv420p12le" or "yuv422p12le" or "yuv444p12le";
        // RGB in these planes, or a constant-luminance or perceptual space, would need more than a matrix.
        bool isMatrix = frame->colorspace is not (AVColorSpace.AVCOL_SPC_RGB or AVColorSpace.AVCOL_SPC_ICTCP or AVColorSpace.AVCOL_SPC_YCGCO);
        return isKnown && isMatrix ? new YCbCrFrame(frame, format) : null;
    }

    /// <summary>A row as opaque RGBA.</summary>
    public void Read(int y, Span<ushort> rgba)
    {
        bool isFull = frame->color_range == AVColorRange.AVCOL_RANGE_JPEG || ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format).StartsWith("yuvj", StringComparison.Ordinal);
        double white = (1 << depth) - 1, unit = 1 << (depth - 8);
        (double black, double range, double chroma) = isFull ? (0.0, white, white) : (16 * unit, 219 * unit, 224 * unit);
        double middle = 128 * unit;
        if (!isGray) BlendChroma(y, middle, chroma);
        double redOf = 2 * (1 - matrix.Kr), blueOf = 2 * (1 - matrix.Kb), green = 1 - matrix.Kr - matrix.Kb;
        for (int x = 0; x < Width; x++)
        {
            double luma = (Code(0, x, y) - black) / range;
            (double cb, double cr) = isGray ? (0, 0) : (Chroma(blue, x), Chroma(red, x));
            double r = luma + (redOf * cr), b = luma + (blueOf * cb);
            double g = (luma - (matrix.Kr * r) - (matrix.Kb * b)) / green;
            Span<ushort> pixel = rgba.Slice(4 * x, 4);
            (pixel[0], pixel[1], pixel[2], pixel[3]) = (Sample(r), Sample(g), Sample(b), ushort.MaxValue);
        }
    }

    /// <summary>The luma of a row as a share of white in 16 bits: what an opacity is stored as.</summary>
    public void ReadOpacity(int y, Span<ushort> rgba)
    {
        bool isFull = frame->color_range != AVColorRange.AVCOL_RANGE_MPEG;
        double unit = 1 << (depth - 8), black = isFull ? 0 : 16 * unit, range = isFull ? (1 << depth) - 1 : 219 * unit;
        for (int x = 0; x < Width; x++) rgba[(4 * x) + 3] = Sample((Code(0, x, y) - black) / range);
    }

    /// <summary>Chroma at a luma row: three quarters of the near row, one of the far, where rows share chroma.</summary>
    private void BlendChroma(int y, double middle, double range)
    {
        int near = y / stepY, last = ((Height + stepY - 1) / stepY) - 1;
        int far = stepY == 1 ? near : Math.Clamp(near + ((y & 1) == 0 ? -1 : 1), 0, last);
        for (int x = 0; x < blue.Length; x++)
        {
            blue[x] = (((3 * Code(1, x, near)) + Code(1, x, far)) / 4.0 - middle) / range;
            red[x] = (((3 * Code(2, x, near)) + Code(2, x, far)) / 4.0 - middle) / range;
        }
    }

    private double Chroma(double[] row, int x)
    {
        if (stepX == 1) return row[x];
        int near = x / 2, odd = x & 1;
        double after = row[Math.Min(row.Length - 1, near + 1)];
        if (isSitedLeft) return odd == 0 ? row[near] : (row[near] + after) / 2;
        return ((3 * row[near]) + (odd == 0 ? row[Math.Max(0, near - 1)] : after)) / 4;
    }

    private int Code(uint plane, int x, int y)
    {
        byte* row = frame->data[plane] + ((long)y * frame->linesize[plane]);
        return depth > 8 ? ((ushort*)row)[x] : row[x];
    }

    private static ushort Sample(double value) => (ushort)Math.Clamp((value * 65535) + 0.5, 0, 65535);
}

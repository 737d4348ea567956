using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>The rows of a frame whose format <see cref="FrameRows"/> does not know, such as 4:1:1, converted by libswscale.</summary>
internal sealed unsafe class ScaledFrameRows : IPictureRows
{
    /// <summary>Rows that are converted at once.</summary>
    private const int BandRows = 16;

    private readonly AVFrame* frame;
    private readonly SwsContext* scaler;
    private readonly AVFrame* band;
    private int next;

    private ScaledFrameRows(AVFrame* frame, SwsContext* scaler, AVFrame* band)
    {
        this.frame = frame;
        this.scaler = scaler;
        this.band = band;
    }

    public int Width => frame->width;

    public int Height => frame->height;

    public bool IsDeep => ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format).Contains("16", StringComparison.Ordinal)
        || (AVPixelFormat)frame->format is AVPixelFormat.AV_PIX_FMT_RGB48BE or AVPixelFormat.AV_PIX_FMT_RGBA64BE;

    /// <param name="frame">A frame, which stays the caller's and is read until the rows are disposed of.</param>
    /// <returns>Null where its format cannot be converted.</returns>
    public static ScaledFrameRows? Of(AVFrame* frame)
    {
        // Bands are cut by rows of luma: chroma must have as many.
        string format = ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format);
        if (format.Contains("410", StringComparison.Ordinal) || format.Contains("420", StringComparison.Ordinal) || format.Contains("440", StringComparison.Ordinal)) return null;
        SwsContext* scaler = ffmpeg.sws_getContext(
            frame->width, frame->height, (AVPixelFormat)frame->format, frame->width, frame->height, AVPixelFormat.AV_PIX_FMT_RGBA64LE,
            ffmpeg.SWS_POINT | ffmpeg.SWS_ACCURATE_RND | ffmpeg.SWS_BITEXACT | ffmpeg.SWS_FULL_CHR_H_INT, null, null, null);
        if (scaler == null) return null;
        AVFrame* band = null;
        try
        {
            band = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
            band->format = (int)AVPixelFormat.AV_PIX_FMT_RGBA64LE;
            band->width = frame->width;
            band->height = BandRows;
            FFmpegError.Check(ffmpeg.av_frame_get_buffer(band, 0), "allocating a picture's rows");
            return new ScaledFrameRows(frame, scaler, band);
        }
        catch
        {
            ffmpeg.av_frame_free(&band);
            ffmpeg.sws_freeContext(scaler);
            throw;
        }
    }

    public void Read(Span<ushort> rgba)
    {
        int y = next++;
        if (y % BandRows == 0) Convert(y, Math.Min(BandRows, Height - y));
        new ReadOnlySpan<ushort>(band->data[0] + ((long)(y % BandRows) * band->linesize[0]), Width * 4).CopyTo(rgba);
    }

    public void Dispose()
    {
        AVFrame* owned = band;
        ffmpeg.av_frame_free(&owned);
        ffmpeg.sws_freeContext(scaler);
    }

    private void Convert(int y, int rows)
    {
        // The second plane is the palette where there is one, and none otherwise.
        byte*[] source = [frame->data[0] + ((long)y * frame->linesize[0]), Row(1, y), Row(2, y), Row(3, y)];
        int[] sourceStride = [frame->linesize[0], frame->linesize[1], frame->linesize[2], frame->linesize[3]];
        // Scaled from its first row to its last, a picture's target advances by itself: the band is where row 0 would be.
        byte*[] target = [band->data[0] - ((long)y * band->linesize[0]), null, null, null];
        int[] targetStride = [band->linesize[0], 0, 0, 0];
        FFmpegError.Check(ffmpeg.sws_scale(scaler, source, sourceStride, y, rows, target, targetStride), "converting a picture's rows");
    }

    private byte* Row(uint plane, int y) => frame->data[plane] == null ? null
        : (AVPixelFormat)frame->format == AVPixelFormat.AV_PIX_FMT_PAL8 ? frame->data[plane]
        : frame->data[plane] + ((long)y * frame->linesize[plane]);
}

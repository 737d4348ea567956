using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes whole files with libavcodec.</summary>
internal static unsafe class LibavcodecPicture
{
    /// <summary>Decodes a file; damage is refused.</summary>
    /// <returns>Null where it cannot be decoded.</returns>
    public static PictureBuffer? TryDecode(PictureFile file, ReadOnlySpan<byte> bytes, PacketDecoding how, out string reason)
    {
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            int code = PacketDecoder.Decode(frame, bytes, default, how);
            bool isDamaged = frame->decode_error_flags != 0 || (frame->flags & ffmpeg.AV_FRAME_FLAG_CORRUPT) != 0;
            reason = code < 0 ? FFmpegError.Describe(code) : isDamaged ? "parts of it are damaged" : "";
            return code < 0 || (isDamaged && how.IsStrict) ? null : Convert(frame, file);
        }
        finally
        {
            ffmpeg.av_frame_free(&frame);
        }
    }

    /// <summary>Decodes a GIF, BMP or TIFF; what is missing of a damaged one is black, where its decoder gives what there is.</summary>
    public static PictureBuffer DecodeLeniently(PictureFile file, string decoder, Action<string> noticed)
    {
        // Frames are zeroed in any case: these decoders call a picture whole that is not.
        bool isCutOff = file.Header.Kind == PictureKind.Gif && GifHeader.IsCutOff(file.Bytes);
        if (!isCutOff && TryDecode(file, file.Bytes, new PacketDecoding(decoder, IsStrict: true, IsZeroed: true), out _) is { } whole) return whole;
        PictureBuffer part = TryDecode(file, file.Bytes, new PacketDecoding(decoder, IsStrict: false, IsZeroed: true), out _)
            ?? throw new SourceException(file.Path, $"the {decoder.ToUpperInvariant()} cannot be decoded: it is cut off or damaged, or of a kind that is not read", OtherFile.Export);
        noticed("its data is damaged or cut off; what is missing is black");
        return part;
    }

    private static PictureBuffer Convert(AVFrame* frame, PictureFile file)
    {
        var format = (AVPixelFormat)frame->format;
        (int stepX, int stepY) = format switch
        {
            AVPixelFormat.AV_PIX_FMT_YUV420P or AVPixelFormat.AV_PIX_FMT_YUVJ420P or AVPixelFormat.AV_PIX_FMT_YUVA420P => (2, 2),
            AVPixelFormat.AV_PIX_FMT_YUV422P or AVPixelFormat.AV_PIX_FMT_YUVJ422P => (2, 1),
            AVPixelFormat.AV_PIX_FMT_YUV444P or AVPixelFormat.AV_PIX_FMT_YUVJ444P => (1, 1),
            AVPixelFormat.AV_PIX_FMT_YUV440P or AVPixelFormat.AV_PIX_FMT_YUVJ440P => (1, 2),
            _ => (0, 0),
        };
        if (stepX == 0) return FromRows(frame, file);

        // TIFF's samples are full unless it says otherwise, which hardly any does (TIFF 6.0, section 20).
        bool full = frame->color_range == AVColorRange.AVCOL_RANGE_JPEG || file.Header.Kind == PictureKind.Tiff
            || format is AVPixelFormat.AV_PIX_FMT_YUVJ420P or AVPixelFormat.AV_PIX_FMT_YUVJ422P
                or AVPixelFormat.AV_PIX_FMT_YUVJ444P or AVPixelFormat.AV_PIX_FMT_YUVJ440P;
        int chromaRows = (frame->height + stepY - 1) / stepY;
        // JPEG and WebP are BT.601 whatever a tag may say; both site chroma in the middle.
        var planes = new YCbCrPlanes(
            frame->width, frame->height, stepX, stepY, full,
            Span(frame, 0, frame->height), frame->linesize[0],
            Span(frame, 1, chromaRows), Span(frame, 2, chromaRows), frame->linesize[1],
            format == AVPixelFormat.AV_PIX_FMT_YUVA420P ? Span(frame, 3, frame->height) : default, frame->linesize[3]);
        return DecodedPicture.From(file, planes);
    }

    private static ReadOnlySpan<byte> Span(AVFrame* frame, uint plane, int rows)
        => new(frame->data[plane], frame->linesize[plane] * rows);

    /// <summary>Everything that is not YCbCr, or of a subsampling that is not kept, goes through rows of 16-bit RGBA.</summary>
    private static PictureBuffer FromRows(AVFrame* frame, PictureFile file)
    {
        using IPictureRows rows = FrameRows.Of(frame) ?? (IPictureRows?)ScaledFrameRows.Of(frame) ?? throw new SourceException(
            file.Path, $"its samples ({ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format)}) are of a kind that is not read", OtherFile.Export);
        return DecodedPicture.From(file, rows);
    }
}

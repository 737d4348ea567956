using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>
/// Decodes pictures with libavcodec. The file's bytes go to the decoder as one packet: no demuxer, no
/// protocol, nothing that could open another file.
/// </summary>
public sealed unsafe class PictureDecoder : IPictureDecoder
{
    /// <inheritdoc/>
    public PictureBuffer Decode(string path, int reduction, Action<string> noticed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(reduction, 1);
        using PictureFile file = PictureFile.Read(path);
        PictureHeader header = file.Header;
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            int code = DecodeInto(frame, file.Bytes, header);
            if (code < 0 || frame->decode_error_flags != 0 || (frame->flags & ffmpeg.AV_FRAME_FLAG_CORRUPT) != 0)
            {
                string reason = code < 0 ? FFmpegError.Describe(code) : "parts of it are damaged";
                throw new SourceException(path, $"the picture cannot be decoded ({reason})", "export the picture again");
            }

            PictureBuffer picture = Convert(frame, path);
            return header.Orientation == 1 ? picture : Upright(picture, header.Orientation);
        }
        finally
        {
            ffmpeg.av_frame_free(&frame);
        }
    }

    private static PictureBuffer Upright(PictureBuffer stored, int orientation)
    {
        using (stored) return PictureOrientation.Apply(stored, orientation);
    }

    private static int DecodeInto(AVFrame* frame, ReadOnlySpan<byte> bytes, PictureHeader header)
    {
        AVCodec* codec = ffmpeg.avcodec_find_decoder_by_name(header.Decoder);
        if (codec == null) throw new MissingLibraryException($"the decoder {header.Decoder} is not in the installed libavcodec; install one that has it");
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(codec), "a decoder");
        AVPacket* packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
        try
        {
            context->thread_count = 1;
            // What is decoded may be of another size than the header said.
            context->max_pixels = PictureFile.MaximumPixels;
            context->err_recognition = ffmpeg.AV_EF_EXPLODE | ffmpeg.AV_EF_CRCCHECK | ffmpeg.AV_EF_BITSTREAM | ffmpeg.AV_EF_BUFFER;
            int code = ffmpeg.avcodec_open2(context, codec, null);
            if (code < 0) return code;
            FFmpegError.Check(ffmpeg.av_new_packet(packet, bytes.Length), "allocating a packet");
            bytes.CopyTo(new Span<byte>(packet->data, bytes.Length));
            code = ffmpeg.avcodec_send_packet(context, packet);
            if (code < 0) return code;
            code = ffmpeg.avcodec_send_packet(context, null);
            return code < 0 ? code : ffmpeg.avcodec_receive_frame(context, frame);
        }
        finally
        {
            ffmpeg.av_packet_free(&packet);
            ffmpeg.avcodec_free_context(&context);
        }
    }

    private static PictureBuffer Convert(AVFrame* frame, string path)
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
        if (stepX == 0) return FromRgb(frame, format, path);

        bool full = frame->color_range == AVColorRange.AVCOL_RANGE_JPEG
            || format is AVPixelFormat.AV_PIX_FMT_YUVJ420P or AVPixelFormat.AV_PIX_FMT_YUVJ422P
                or AVPixelFormat.AV_PIX_FMT_YUVJ444P or AVPixelFormat.AV_PIX_FMT_YUVJ440P;
        int chromaRows = (frame->height + stepY - 1) / stepY;
        // JPEG and WebP are BT.601 whatever a tag may say; both site chroma in the middle.
        var planes = new YCbCrPlanes(
            frame->width, frame->height, stepX, stepY, full,
            Span(frame, 0, frame->height), frame->linesize[0],
            Span(frame, 1, chromaRows), Span(frame, 2, chromaRows), frame->linesize[1],
            format == AVPixelFormat.AV_PIX_FMT_YUVA420P ? Span(frame, 3, frame->height) : default, frame->linesize[3]);
        return PictureConversion.FromBt601(planes);
    }

    private static bool IsDeep(AVPixelFormat format) => ffmpeg.av_get_pix_fmt_name(format).Contains("16", StringComparison.Ordinal)
        || format is AVPixelFormat.AV_PIX_FMT_RGB48BE or AVPixelFormat.AV_PIX_FMT_RGBA64BE;

    private static ReadOnlySpan<byte> Span(AVFrame* frame, uint plane, int rows)
        => new(frame->data[plane], frame->linesize[plane] * rows);

    /// <summary>Everything that is not YCbCr becomes 16-bit RGBA first: exact for 8-bit colors, palettes and gray.</summary>
    private static PictureBuffer FromRgb(AVFrame* frame, AVPixelFormat format, string path)
    {
        SwsContext* scaler = ffmpeg.sws_getContext(
            frame->width, frame->height, format, frame->width, frame->height, AVPixelFormat.AV_PIX_FMT_RGBA64LE,
            ffmpeg.SWS_POINT | ffmpeg.SWS_ACCURATE_RND | ffmpeg.SWS_BITEXACT | ffmpeg.SWS_FULL_CHR_H_INT, null, null, null);
        if (scaler == null) throw new SourceException(path, $"its pixel format {format} cannot be converted", "export the picture as 8-bit RGB");
        AVFrame* rgba = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            rgba->format = (int)AVPixelFormat.AV_PIX_FMT_RGBA64LE;
            rgba->width = frame->width;
            rgba->height = frame->height;
            FFmpegError.Check(ffmpeg.av_frame_get_buffer(rgba, 0), "allocating a picture");
            byte*[] source = [frame->data[0], frame->data[1], frame->data[2], frame->data[3]];
            int[] sourceStride = [frame->linesize[0], frame->linesize[1], frame->linesize[2], frame->linesize[3]];
            byte*[] target = [rgba->data[0], null, null, null];
            int[] targetStride = [rgba->linesize[0], 0, 0, 0];
            FFmpegError.Check(ffmpeg.sws_scale(scaler, source, sourceStride, 0, frame->height, target, targetStride), $"{path}: converting");
            return PictureConversion.FromRgba64(
                new ReadOnlySpan<byte>(rgba->data[0], rgba->linesize[0] * rgba->height), rgba->linesize[0], rgba->width, rgba->height, IsDeep(format));
        }
        finally
        {
            ffmpeg.av_frame_free(&rgba);
            ffmpeg.sws_freeContext(scaler);
        }
    }
}

using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Packs pictures for people with libavcodec.</summary>
public sealed unsafe class PictureCodec : IPictureCodec
{
    /// <summary>A quantizer of 5, of 1 to 31: hardly any artifacts at a tenth of a PNG's size.</summary>
    private const int JpegQuality = 5;

    /// <summary>The bytes of a PNG file with exactly the picture.</summary>
    /// <exception cref="EncodingException">libavcodec refused.</exception>
    public static byte[] EncodePng(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Encode("png", AVPixelFormat.AV_PIX_FMT_RGB24, picture);
    }

    /// <inheritdoc/>
    public byte[] EncodeJpeg(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Encode("mjpeg", AVPixelFormat.AV_PIX_FMT_YUVJ420P, picture);
    }

    private static byte[] Encode(string name, AVPixelFormat format, RgbPicture picture)
    {
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name(name);
        if (codec == null) throw new MissingLibraryException($"the encoder {name} is not in the installed libavcodec; install one that has it");
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(codec), "an encoder");
        AVFrame* frame = null;
        AVPacket* packet = null;
        try
        {
            context->width = picture.Width;
            context->height = picture.Height;
            context->pix_fmt = format;
            context->time_base = new AVRational { num = 1, den = 1 };
            context->thread_count = 1;
            context->flags |= ffmpeg.AV_CODEC_FLAG_BITEXACT;
            context->qmin = JpegQuality;
            context->qmax = JpegQuality;
            FFmpegError.Check(ffmpeg.avcodec_open2(context, codec, null), $"opening {name}");
            frame = Frame(picture, format);
            packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
            FFmpegError.Check(ffmpeg.avcodec_send_frame(context, frame), $"encoding a picture with {name}");
            FFmpegError.Check(ffmpeg.avcodec_receive_packet(context, packet), $"encoding a picture with {name}");
            return new ReadOnlySpan<byte>(packet->data, packet->size).ToArray();
        }
        finally
        {
            ffmpeg.av_packet_free(&packet);
            ffmpeg.av_frame_free(&frame);
            ffmpeg.avcodec_free_context(&context);
        }
    }

    private static AVFrame* Frame(RgbPicture picture, AVPixelFormat format)
    {
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            frame->format = (int)format;
            frame->width = picture.Width;
            frame->height = picture.Height;
            FFmpegError.Check(ffmpeg.av_frame_get_buffer(frame, 0), "allocating a frame");
            fixed (byte* pixels = picture.Bytes) Convert(picture, pixels, format, frame);
            return frame;
        }
        catch
        {
            ffmpeg.av_frame_free(&frame);
            throw;
        }
    }

    private static void Convert(RgbPicture picture, byte* pixels, AVPixelFormat format, AVFrame* frame)
    {
        SwsContext* scaler = ffmpeg.sws_getContext(
            picture.Width, picture.Height, AVPixelFormat.AV_PIX_FMT_RGB24, picture.Width, picture.Height, format,
            ffmpeg.SWS_POINT | ffmpeg.SWS_ACCURATE_RND | ffmpeg.SWS_BITEXACT, null, null, null);
        FFmpegError.Allocated(scaler, "a converter");
        try
        {
            byte*[] source = [pixels, null, null, null], target = [frame->data[0], frame->data[1], frame->data[2], null];
            int[] sourceStride = [picture.Width * 3, 0, 0, 0], targetStride = [frame->linesize[0], frame->linesize[1], frame->linesize[2], 0];
            FFmpegError.Check(ffmpeg.sws_scale(scaler, source, sourceStride, 0, picture.Height, target, targetStride), "converting a picture");
        }
        finally
        {
            ffmpeg.sws_freeContext(scaler);
        }
    }
}

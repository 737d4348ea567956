using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Writes pictures as PNG.</summary>
public static unsafe class PngFile
{
    /// <summary>The bytes of a PNG file with the picture.</summary>
    /// <exception cref="EncodingException">libavcodec refused.</exception>
    public static byte[] Encode(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name("png");
        if (codec == null) throw new MissingLibraryException("the encoder png is not in the installed libavcodec; install one that has it");
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(codec), "an encoder");
        AVFrame* frame = null;
        AVPacket* packet = null;
        try
        {
            context->width = picture.Width;
            context->height = picture.Height;
            context->pix_fmt = AVPixelFormat.AV_PIX_FMT_RGB24;
            context->time_base = new AVRational { num = 1, den = 1 };
            context->flags |= ffmpeg.AV_CODEC_FLAG_BITEXACT;
            FFmpegError.Check(ffmpeg.avcodec_open2(context, codec, null), "opening png");
            frame = Frame(picture);
            packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
            FFmpegError.Check(ffmpeg.avcodec_send_frame(context, frame), "encoding a picture as png");
            FFmpegError.Check(ffmpeg.avcodec_receive_packet(context, packet), "encoding a picture as png");
            return new ReadOnlySpan<byte>(packet->data, packet->size).ToArray();
        }
        finally
        {
            ffmpeg.av_packet_free(&packet);
            ffmpeg.av_frame_free(&frame);
            ffmpeg.avcodec_free_context(&context);
        }
    }

    private static AVFrame* Frame(RgbPicture picture)
    {
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            frame->format = (int)AVPixelFormat.AV_PIX_FMT_RGB24;
            frame->width = picture.Width;
            frame->height = picture.Height;
            FFmpegError.Check(ffmpeg.av_frame_get_buffer(frame, 0), "allocating a frame");
            for (int y = 0; y < picture.Height; y++)
                picture.Row(y).CopyTo(new Span<byte>(frame->data[0] + (y * (nint)frame->linesize[0]), picture.Width * 3));
            return frame;
        }
        catch
        {
            ffmpeg.av_frame_free(&frame);
            throw;
        }
    }
}

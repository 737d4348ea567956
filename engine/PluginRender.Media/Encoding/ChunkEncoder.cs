using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Opens libavcodec's encoders.</summary>
public sealed class FrameEncoderFactory : IFrameEncoderFactory
{
    /// <inheritdoc/>
    public IFrameEncoder Open(RenderPlan plan, string path) => new ChunkEncoder(plan, path);

    /// <inheritdoc/>
    public unsafe string? Refusal(string codec)
    {
        AVCodec* encoder = ffmpeg.avcodec_find_encoder_by_name(codec);
        if (encoder == null) return "this libavcodec was built without it";
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(encoder);
        if (context == null) return FFmpegError.Describe(ffmpeg.AVERROR(ffmpeg.ENOMEM));
        try
        {
            context->width = 256;
            context->height = 256;
            context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
            context->time_base = new AVRational { num = 1, den = 30 };
            using var errors = new LoggedErrors();
            int code = ffmpeg.avcodec_open2(context, encoder, null);
            // The code alone says little: of every driver that is missing it is "Operation not permitted".
            return code >= 0 ? null : errors.Told is { Length: > 0 } told ? told : FFmpegError.Describe(code);
        }
        finally
        {
            ffmpeg.avcodec_free_context(&context);
        }
    }
}

/// <summary>Encodes one chunk in-process and writes it as an MP4 whose timestamps are frame numbers from 0.</summary>
internal sealed unsafe class ChunkEncoder : IFrameEncoder
{
    private readonly string name;
    private AVCodecContext* context;
    private AVFrame* frame;
    private AVPacket* packet;
    private Mp4Writer? writer;
    private int next;

    public ChunkEncoder(RenderPlan plan, string path)
    {
        name = plan.Encoder.Codec;
        try
        {
            context = EncoderContext.Open(plan);
            packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
            AllocateFrame();
            AVCodecParameters* parameters = ffmpeg.avcodec_parameters_alloc();
            try
            {
                FFmpegError.Check(ffmpeg.avcodec_parameters_from_context(parameters, context), "reading the encoder's parameters");
                writer = new Mp4Writer(path, parameters, plan.Rate, headRoom: 0);
            }
            finally
            {
                ffmpeg.avcodec_parameters_free(&parameters);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public EncoderFrame Acquire()
    {
        // The encoder may still hold the last picture; only then is it copied.
        FFmpegError.Check(ffmpeg.av_frame_make_writable(frame), "taking a frame");
        int luma = frame->linesize[0];
        int chroma = frame->linesize[1];
        return new EncoderFrame(
            new Span<byte>(frame->data[0], luma * frame->height), luma,
            new Span<byte>(frame->data[1], chroma * frame->height / 2),
            new Span<byte>(frame->data[2], chroma * frame->height / 2), chroma);
    }

    public void Submit()
    {
        frame->pts = next++;
        // A reused frame would carry the last picture's type into the next.
        frame->pict_type = AVPictureType.AV_PICTURE_TYPE_NONE;
        FFmpegError.Check(ffmpeg.avcodec_send_frame(context, frame), $"encoding frame {frame->pts} with {name}");
        Drain();
    }

    public void Finish()
    {
        FFmpegError.Check(ffmpeg.avcodec_send_frame(context, null), $"finishing {name}");
        Drain();
        writer!.Finish();
    }

    public void Dispose()
    {
        writer?.Dispose();
        writer = null;
        fixed (AVPacket** p = &packet) ffmpeg.av_packet_free(p);
        fixed (AVFrame** p = &frame) ffmpeg.av_frame_free(p);
        fixed (AVCodecContext** p = &context) ffmpeg.avcodec_free_context(p);
    }

    private void AllocateFrame()
    {
        frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        frame->format = (int)context->pix_fmt;
        frame->width = context->width;
        frame->height = context->height;
        int fault = Faults.At(FaultPoint.Allocation);
        FFmpegError.Check(fault != 0 ? -fault : ffmpeg.av_frame_get_buffer(frame, 0), "allocating a frame");
    }

    private void Drain()
    {
        while (true)
        {
            int code = ffmpeg.avcodec_receive_packet(context, packet);
            if (code == ffmpeg.AVERROR(ffmpeg.EAGAIN) || code == ffmpeg.AVERROR_EOF) return;
            FFmpegError.Check(code, $"encoding with {name}");
            InformationalSei.Strip(packet);
            writer!.Write(packet, packet->pts, packet->dts);
            ffmpeg.av_packet_unref(packet);
        }
    }
}

using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>One open encoder with its frame and packet, in the way the engine uses libavcodec.</summary>
internal sealed unsafe class EncoderSession : IDisposable
{
    private AVCodecContext* context;
    private AVFrame* frame;
    private AVPacket* packet;
    private int next;

    static EncoderSession() => ffmpeg.av_log_set_level(ffmpeg.AV_LOG_QUIET);

    private EncoderSession(AVCodecContext* context) => this.context = context;

    public AVCodecContext* Context => context;

    public byte[] Extradata => new ReadOnlySpan<byte>(context->extradata, context->extradata_size).ToArray();

    /// <summary>Opens an encoder or returns FFmpeg's error code of the step that failed.</summary>
    public static int TryOpen(EncoderSettings settings, out EncoderSession? session)
    {
        session = null;
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name(settings.Codec);
        if (codec == null) return ffmpeg.AVERROR_ENCODER_NOT_FOUND;
        var opened = new EncoderSession(ffmpeg.avcodec_alloc_context3(codec));
        int code = opened.Open(codec, settings);
        if (code >= 0) session = opened;
        else opened.Dispose();
        return code;
    }

    public static EncoderSession Open(EncoderSettings settings)
    {
        int code = TryOpen(settings, out EncoderSession? session);
        return session ?? throw new InvalidOperationException($"opening {settings} gave {code}: {Errors.Text(code)}");
    }

    /// <summary>Encodes pictures of <see cref="TestPicture"/> and flushes.</summary>
    public List<byte[]> Encode(int frames, int content = 0)
    {
        var packets = new List<byte[]>();
        for (int i = 0; i < frames; i++)
        {
            Errors.Check(ffmpeg.av_frame_make_writable(frame));
            TestPicture.Draw(frame, i, content);
            frame->pts = next++;
            frame->pict_type = AVPictureType.AV_PICTURE_TYPE_NONE;
            Errors.Check(ffmpeg.avcodec_send_frame(context, frame));
            Drain(packets);
        }
        Errors.Check(ffmpeg.avcodec_send_frame(context, null));
        Drain(packets);
        return packets;
    }

    public void Dispose()
    {
        fixed (AVPacket** p = &packet) ffmpeg.av_packet_free(p);
        fixed (AVFrame** p = &frame) ffmpeg.av_frame_free(p);
        fixed (AVCodecContext** p = &context) ffmpeg.avcodec_free_context(p);
    }

    /// <summary>Whether the first packet received carried the key flag.</summary>
    public bool StartsWithKey { get; private set; }

    private int Open(AVCodec* codec, EncoderSettings settings)
    {
        context->width = settings.Width;
        context->height = settings.Height;
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
        context->time_base = new AVRational { num = 1, den = 30 };
        context->framerate = new AVRational { num = 30, den = 1 };
        context->gop_size = 30;
        context->thread_count = settings.Threads;
        context->flags |= ffmpeg.AV_CODEC_FLAG_GLOBAL_HEADER | ffmpeg.AV_CODEC_FLAG_BITEXACT;
        if (settings.Codec == "libx264")
        {
            int code = Set("preset", settings.Preset);
            if (code >= 0) code = Set("crf", settings.Crf);
            if (code >= 0 && settings.X264Params is { } parameters) code = Set("x264-params", parameters);
            if (code < 0) return code;
        }
        int opened = ffmpeg.avcodec_open2(context, codec, null);
        if (opened < 0) return opened;
        packet = ffmpeg.av_packet_alloc();
        frame = ffmpeg.av_frame_alloc();
        frame->format = (int)context->pix_fmt;
        frame->width = context->width;
        frame->height = context->height;
        return ffmpeg.av_frame_get_buffer(frame, 0);
    }

    private int Set(string option, string value) => ffmpeg.av_opt_set(context->priv_data, option, value, 0);

    private void Drain(List<byte[]> packets)
    {
        while (true)
        {
            int code = ffmpeg.avcodec_receive_packet(context, packet);
            if (code == ffmpeg.AVERROR(ffmpeg.EAGAIN) || code == ffmpeg.AVERROR_EOF) return;
            Errors.Check(code);
            if (packets.Count == 0) StartsWithKey = (packet->flags & ffmpeg.AV_PKT_FLAG_KEY) != 0;
            packets.Add(new ReadOnlySpan<byte>(packet->data, packet->size).ToArray());
            ffmpeg.av_packet_unref(packet);
        }
    }
}

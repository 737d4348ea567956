using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>What the engine relies on of libavcodec and libx264, straight through the bindings.</summary>
public sealed unsafe class EncoderTests
{
    private const string Stitchable = "stitchable=1:cpu-independent=1:open-gop=0";

    public EncoderTests()
    {
        ffmpeg.RootPath = "";
        ffmpeg.av_log_set_level(ffmpeg.AV_LOG_QUIET);
    }

    [Fact]
    public void Encode_TheSameInputTwice_GivesTheSameBytes()
        => Assert.Equal(Encode("18", Stitchable, 25, 1).Stream, Encode("18", Stitchable, 25, 1).Stream);

    [Fact]
    public void Extradata_OfOtherContentAndLength_IsEqual()
        => Assert.Equal(Encode("23", Stitchable, 25, 1).Extradata, Encode("23", Stitchable, 3, 9).Extradata);

    [Fact]
    public void Extradata_OfOtherRateFactors_IsEqualOnlyWhenStitchable()
    {
        Assert.Equal(Encode("18", Stitchable, 3, 1).Extradata, Encode("30", Stitchable, 3, 1).Extradata);
        Assert.NotEqual(Encode("18", "", 3, 1).Extradata, Encode("30", "", 3, 1).Extradata);
    }

    [Fact]
    public void Decode_OfWhatWasEncoded_GivesThePictureBack()
    {
        (byte[] extradata, byte[] stream, int first) = Encode("1", Stitchable, 3, 1);
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_H264));
        AVPacket* packet = ffmpeg.av_packet_alloc();
        AVFrame* frame = ffmpeg.av_frame_alloc();
        byte[] data = [.. extradata, .. stream[..first]];
        Assert.Equal(0, ffmpeg.avcodec_open2(context, null, null));
        Assert.Equal(0, ffmpeg.av_new_packet(packet, data.Length));
        data.CopyTo(new Span<byte>(packet->data, data.Length));
        Assert.Equal(0, ffmpeg.avcodec_send_packet(context, packet));
        Assert.Equal(0, ffmpeg.avcodec_send_packet(context, null));
        Assert.Equal(0, ffmpeg.avcodec_receive_frame(context, frame));
        double squares = 0;
        for (int y = 0; y < 180; y++)
            for (int x = 0; x < 320; x++) squares += Math.Pow(frame->data[0][(y * frame->linesize[0]) + x] - Sample(x, y, 0, 1), 2);
        double psnr = 10 * Math.Log10(255 * 255 / (squares / (320 * 180)));
        ffmpeg.av_frame_free(&frame);
        ffmpeg.av_packet_free(&packet);
        ffmpeg.avcodec_free_context(&context);
        Assert.True(psnr > 45, $"PSNR is {psnr:0.0} dB");
    }

    [Fact]
    public void Open_UnknownOrImpossible_SaysSoInACode()
    {
        Assert.True(ffmpeg.avcodec_find_encoder_by_name("no-such-encoder") == null);
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name("libx264");
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        Assert.Equal(ffmpeg.AVERROR_OPTION_NOT_FOUND, ffmpeg.av_opt_set(context->priv_data, "no-such-option", "1", 0));
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
        context->time_base = new AVRational { num = 1, den = 30 };
        Assert.True(ffmpeg.avcodec_open2(context, codec, null) < 0);
        ffmpeg.avcodec_free_context(&context);
        byte* text = stackalloc byte[128];
        Assert.Equal(0, ffmpeg.av_strerror(ffmpeg.AVERROR_OPTION_NOT_FOUND, text, 128));
        Assert.Equal("Option not found", System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)text));
    }

    [Fact]
    public void Open_NvencWithOrWithoutADevice_LeavesLibx264Working()
    {
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name("h264_nvenc");
        if (codec != null)
        {
            AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
            context->width = 320;
            context->height = 180;
            context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
            context->time_base = new AVRational { num = 1, den = 30 };
            int code = ffmpeg.avcodec_open2(context, codec, null);
            Assert.True(code >= 0 || !File.Exists("/dev/nvidia0"), $"a device is there, but nvenc answers {code}");
            ffmpeg.avcodec_free_context(&context);
        }

        Assert.NotEmpty(Encode("23", Stitchable, 3, 1).Stream);
    }

    [Fact]
    public void Encoders_TwoHundredOneAfterTheOther_LeakNothing()
    {
        for (int i = 0; i < 40; i++) Encode("23", Stitchable, 2, 1);
        long before = ResidentKib();
        for (int i = 0; i < 200; i++) Encode("23", Stitchable, 2, 1);
        long grown = ResidentKib() - before;
        // One leaked 320x180 encoder holds over 1 MiB.
        Assert.True(grown < 30 * 1024, $"resident memory grew by {grown} KiB");
    }

    private static byte Sample(int x, int y, int frame, int content) => (byte)(40 + (((x * content) + y + (3 * frame)) / 3 % 150));

    private static long ResidentKib()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static (byte[] Extradata, byte[] Stream, int First) Encode(string crf, string parameters, int frames, int content)
    {
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name("libx264");
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        context->width = 320;
        context->height = 180;
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
        context->time_base = new AVRational { num = 1, den = 30 };
        context->thread_count = 2;
        context->flags |= ffmpeg.AV_CODEC_FLAG_GLOBAL_HEADER;
        Assert.Equal(0, ffmpeg.av_opt_set(context->priv_data, "preset", "ultrafast", 0));
        Assert.Equal(0, ffmpeg.av_opt_set(context->priv_data, "crf", crf, 0));
        if (parameters.Length > 0) Assert.Equal(0, ffmpeg.av_opt_set(context->priv_data, "x264-params", parameters, 0));
        Assert.Equal(0, ffmpeg.avcodec_open2(context, codec, null));
        AVFrame* frame = ffmpeg.av_frame_alloc();
        (frame->format, frame->width, frame->height) = ((int)context->pix_fmt, 320, 180);
        Assert.Equal(0, ffmpeg.av_frame_get_buffer(frame, 0));
        AVPacket* packet = ffmpeg.av_packet_alloc();
        using var stream = new MemoryStream();
        int first = 0;
        for (int i = 0; i <= frames; i++)
        {
            if (i < frames) Fill(frame, i, content);
            Assert.Equal(0, ffmpeg.avcodec_send_frame(context, i < frames ? frame : null));
            while (ffmpeg.avcodec_receive_packet(context, packet) == 0)
            {
                if (first == 0) Assert.NotEqual(0, packet->flags & ffmpeg.AV_PKT_FLAG_KEY);
                stream.Write(new ReadOnlySpan<byte>(packet->data, packet->size));
                if (first == 0) first = packet->size;
                ffmpeg.av_packet_unref(packet);
            }
        }

        byte[] extradata = SpsAndPps(new ReadOnlySpan<byte>(context->extradata, context->extradata_size));
        ffmpeg.av_packet_free(&packet);
        ffmpeg.av_frame_free(&frame);
        ffmpeg.avcodec_free_context(&context);
        return (extradata, stream.ToArray(), first);
    }

    /// <summary>The header without x264's message about its options, which follows the PPS in an SEI unit.</summary>
    private static byte[] SpsAndPps(ReadOnlySpan<byte> extradata)
    {
        int sei = extradata.IndexOf((ReadOnlySpan<byte>)[0, 0, 1, 6]);
        return (sei < 0 ? extradata : extradata[..sei]).ToArray();
    }

    private static void Fill(AVFrame* frame, int number, int content)
    {
        Assert.Equal(0, ffmpeg.av_frame_make_writable(frame));
        frame->pts = number;
        for (int y = 0; y < 180; y++)
            for (int x = 0; x < 320; x++) frame->data[0][(y * frame->linesize[0]) + x] = Sample(x, y, number, content);
        for (uint plane = 1; plane < 3; plane++)
            new Span<byte>(frame->data[plane], frame->linesize[plane] * 90).Fill(128);
    }
}

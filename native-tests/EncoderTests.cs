using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

public unsafe class EncoderTests
{
    private const int Pps = 8;
    private const int Idr = 5;

    private static readonly EncoderSettings Default = new();

    [Fact]
    public void RoundTrip_Crf18_EveryFrameIsCloseToTheSource()
    {
        using var session = EncoderSession.Open(Default with { Crf = "18" });
        List<byte[]> packets = session.Encode(40);
        List<double> psnr = Decode(session.Context, packets);

        Assert.Equal(40, psnr.Count);
        Assert.All(psnr, p => Assert.InRange(p, 38, 100));
    }

    [Fact]
    public void Find_UnknownEncoder_IsNull() => Assert.True(ffmpeg.avcodec_find_encoder_by_name("no-such-encoder") == null);

    [Theory]
    [InlineData(321, 180)]
    [InlineData(320, 181)]
    public void Open_OddSize_IsRefusedWithACode(int width, int height)
    {
        int code = EncoderSession.TryOpen(Default with { Width = width, Height = height }, out EncoderSession? session);
        using (session) Assert.True(code < 0, $"{width}x{height} was opened");
    }

    [Fact]
    public void SetOption_BadNumber_IsInvalid() =>
        Assert.Equal(ffmpeg.AVERROR(ffmpeg.EINVAL), EncoderSession.TryOpen(Default with { Crf = "many" }, out _));

    [Fact]
    public void SetOption_UnknownName_IsNotFound()
    {
        using var session = EncoderSession.Open(Default);
        Assert.Equal(ffmpeg.AVERROR_OPTION_NOT_FOUND, ffmpeg.av_opt_set(session.Context->priv_data, "no-such-option", "1", 0));
    }

    [Fact]
    public void Open_UnknownPreset_IsInvalid() =>
        Assert.Equal(ffmpeg.AVERROR(ffmpeg.EINVAL), EncoderSession.TryOpen(Default with { Preset = "no-such-preset" }, out _));

    [Fact]
    public void ErrorText_KnownCodes_AreFFmpegsWords()
    {
        Assert.Equal("End of file", Errors.Text(ffmpeg.AVERROR_EOF));
        Assert.Equal("Option not found", Errors.Text(ffmpeg.AVERROR_OPTION_NOT_FOUND));
        Assert.Equal("Invalid argument", Errors.Text(ffmpeg.AVERROR(ffmpeg.EINVAL)));
    }

    [Fact]
    public void Open_NvencWithoutAGpu_FailsAndX264OpensAfterwards()
    {
        int code = EncoderSession.TryOpen(Default with { Codec = "h264_nvenc" }, out EncoderSession? nvenc);
        // Where there is a GPU it opens; then only what follows is to be seen.
        using (nvenc) Assert.Equal(nvenc is null, code < 0);
        using var x264 = EncoderSession.Open(Default);
        Assert.Equal(5, x264.Encode(5).Count);
    }

    // Heap contents were seen to reach the output of x264 where the macroblock tree, B-frames and AVX-512 meet: the bytes then
    // vary with the heap (MALLOC_PERTURB_ shows it), with one thread too. Without one of the three they do not.
    [Theory]
    [InlineData("ultrafast", null)]
    [InlineData("veryfast", "mbtree=0")]
    [InlineData("veryfast", "bframes=0")]
    [InlineData("veryfast", "asm=avx2")]
    public void Encode_SameInputTwoThreads_SameBytes(string preset, string? parameters)
    {
        using var first = EncoderSession.Open(Default with { Preset = preset, X264Params = parameters });
        using var second = EncoderSession.Open(Default with { Preset = preset, X264Params = parameters });
        Assert.Equal(first.Encode(40), second.Encode(40));
    }

    [Fact]
    public void Extradata_OtherContentAndLength_IsEqual()
    {
        using var first = EncoderSession.Open(Default);
        using var second = EncoderSession.Open(Default);
        Assert.NotEqual(first.Encode(4), second.Encode(35, content: 2));
        Assert.NotEmpty(first.Extradata);
        Assert.Equal(first.Extradata, second.Extradata);
    }

    [Fact]
    public void Extradata_OtherPresetOrSize_IsDifferent()
    {
        byte[] extradata = Extradata(Default);
        Assert.NotEqual(extradata, Extradata(Default with { Preset = "ultrafast" }));
        Assert.NotEqual(extradata, Extradata(Default with { Height = 240 }));
    }

    [Theory]
    [InlineData("stitchable=1", true)]
    [InlineData(null, false)]
    public void Pps_Crf18And30_IsEqualOnlyWhenStitchable(string? parameters, bool equal)
    {
        byte[] low = Unit(Extradata(Default with { Crf = "18", X264Params = parameters }), Pps);
        byte[] high = Unit(Extradata(Default with { Crf = "30", X264Params = parameters }), Pps);
        Assert.Equal(equal, low.SequenceEqual(high));
    }

    [Theory]
    [InlineData("ultrafast", 1, 1)]
    [InlineData("veryfast", 2, 3)]
    [InlineData("veryfast", 1, 35)]
    [InlineData("medium", 2, 35)]
    public void Encode_FirstPacket_IsAnIdrPicture(string preset, int threads, int frames)
    {
        using var session = EncoderSession.Open(Default with { Preset = preset, Threads = threads });
        List<byte[]> packets = session.Encode(frames);

        Assert.Equal(frames, packets.Count);
        Assert.True(session.StartsWithKey);
        Assert.NotEmpty(Unit(packets[0], Idr));
    }

    private static byte[] Extradata(EncoderSettings settings)
    {
        using var session = EncoderSession.Open(settings);
        return session.Extradata;
    }

    /// <summary>The first NAL unit of a type in an Annex B stream, without its start code.</summary>
    private static byte[] Unit(byte[] stream, int type)
    {
        ReadOnlySpan<byte> startCode = [0, 0, 1];
        ReadOnlySpan<byte> rest = stream;
        for (int at = rest.IndexOf(startCode); at >= 0; at = rest.IndexOf(startCode))
        {
            rest = rest[(at + 3)..];
            if ((rest[0] & 0x1F) != type) continue;
            int end = rest.IndexOf(startCode);
            return rest[..(end < 0 ? rest.Length : end)].TrimEnd((byte)0).ToArray();
        }
        throw new InvalidOperationException($"no NAL unit of type {type} in {stream.Length} bytes");
    }

    /// <returns>The luma PSNR in dB of each decoded frame against what was drawn.</returns>
    private static List<double> Decode(AVCodecContext* encoder, List<byte[]> packets)
    {
        var psnr = new List<double>();
        AVCodecContext* decoder = ffmpeg.avcodec_alloc_context3(null);
        AVCodecParameters* parameters = ffmpeg.avcodec_parameters_alloc();
        AVPacket* packet = ffmpeg.av_packet_alloc();
        AVFrame* frame = ffmpeg.av_frame_alloc();
        try
        {
            Errors.Check(ffmpeg.avcodec_parameters_from_context(parameters, encoder));
            Errors.Check(ffmpeg.avcodec_parameters_to_context(decoder, parameters));
            decoder->thread_count = 1;
            decoder->err_recognition = ffmpeg.AV_EF_EXPLODE;
            Errors.Check(ffmpeg.avcodec_open2(decoder, ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_H264), null));
            foreach (byte[] bytes in packets)
            {
                Errors.Check(ffmpeg.av_new_packet(packet, bytes.Length));
                bytes.CopyTo(new Span<byte>(packet->data, packet->size));
                Errors.Check(ffmpeg.avcodec_send_packet(decoder, packet));
                ffmpeg.av_packet_unref(packet);
                Receive(decoder, frame, psnr);
            }
            Errors.Check(ffmpeg.avcodec_send_packet(decoder, null));
            Receive(decoder, frame, psnr);
            return psnr;
        }
        finally
        {
            ffmpeg.av_frame_free(&frame);
            ffmpeg.av_packet_free(&packet);
            ffmpeg.avcodec_parameters_free(&parameters);
            ffmpeg.avcodec_free_context(&decoder);
        }
    }

    private static void Receive(AVCodecContext* decoder, AVFrame* frame, List<double> psnr)
    {
        while (true)
        {
            int code = ffmpeg.avcodec_receive_frame(decoder, frame);
            if (code == ffmpeg.AVERROR(ffmpeg.EAGAIN) || code == ffmpeg.AVERROR_EOF) return;
            Errors.Check(code);
            long squares = 0;
            for (int y = 0; y < frame->height; y++)
            {
                byte* row = frame->data[0] + (y * frame->linesize[0]);
                for (int x = 0; x < frame->width; x++)
                {
                    int difference = row[x] - TestPicture.Sample(0, x, y, psnr.Count, 0);
                    squares += difference * difference;
                }
            }
            psnr.Add(squares == 0 ? 100 : 10 * Math.Log10(255.0 * 255 * frame->width * frame->height / squares));
            ffmpeg.av_frame_unref(frame);
        }
    }
}

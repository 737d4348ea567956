using System.Globalization;
using FFmpeg.AutoGen;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Golden.Headers;

/// <summary>The stream headers of each profile: chunks join because these never differ between them.</summary>
/// <remarks>x264 decides some of the fields; another build of it may need these snapshots anew.</remarks>
public class CodecParameterTests
{
    private const int Width = 320;
    private const int Height = 180;
    private const int Frames = 10;

    [Theory]
    [InlineData(OutputProfile.Draft)]
    [InlineData(OutputProfile.Delivery)]
    public Task Parameters_OfProfile_AreThese(OutputProfile profile)
    {
        FFmpegLibraries libraries = FFmpegLibraries.Load();
        using var folder = new TemporaryFolder();
        string file = folder.File("chunk.mp4");
        var plan = new RenderPlan(
            Width, Height, new FrameRate(30, 1), Frames, EncoderSettings.X264(profile, 23, 2, libraries.Versions), [], [], []);
        using (IFrameEncoder encoder = new FrameEncoderFactory().Open(plan, file))
        {
            for (int frame = 0; frame < Frames; frame++)
            {
                Fill(encoder.Acquire(), frame);
                encoder.Submit();
            }

            encoder.Finish();
        }

        return Verify(Describe(file)).UseParameters(profile).ToTask();
    }

    private static void Fill(in EncoderFrame target, int frame)
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                target.Luma[(y * target.LumaStride) + x] = (byte)(16 + ((x + y + (3 * frame)) % 220));
        for (int y = 0; y < Height / 2; y++)
        {
            target.Cb.Slice(y * target.ChromaStride, Width / 2).Fill((byte)(90 + (y / 2)));
            target.Cr.Slice(y * target.ChromaStride, Width / 2).Fill((byte)(150 - (y / 2)));
        }
    }

    private static unsafe string Describe(string file)
    {
        AVFormatContext* format = null;
        Assert.Equal(0, ffmpeg.avformat_open_input(&format, file, null, null));
        try
        {
            // The pixel format is in the packets, not in the box.
            Assert.True(ffmpeg.avformat_find_stream_info(format, null) >= 0);
            AVStream* stream = format->streams[0];
            AVCodecParameters* p = stream->codecpar;
            var extradata = new ReadOnlySpan<byte>(p->extradata, p->extradata_size);
            return string.Create(CultureInfo.InvariantCulture, $"""
                codec: {p->codec_id}
                size: {p->width}x{p->height}
                pixel format: {(AVPixelFormat)p->format}
                time base: {stream->time_base.num}/{stream->time_base.den}
                color range: {p->color_range}
                color primaries: {p->color_primaries}
                color transfer: {p->color_trc}
                color space: {p->color_space}
                extradata: {Convert.ToHexStringLower(extradata)}
                {ParameterSets.Describe(extradata)}
                """);
        }
        finally
        {
            ffmpeg.avformat_close_input(&format);
        }
    }
}

using FFmpeg.AutoGen;

namespace PluginRender.Media.Tests;

/// <summary>Why an encoder does not open, from the libraries of this machine.</summary>
public sealed class EncoderRefusalTests
{
    public EncoderRefusalTests() => FFmpegLibraries.Load();

    [Fact]
    public void Refusal_EncoderThatOpens_IsNull() => Assert.Null(new FrameEncoderFactory().Refusal("libx264"));

    [Fact]
    public void Refusal_UnknownEncoder_SaysThatTheLibraryLacksIt()
        => Assert.Equal("this libavcodec was built without it", new FrameEncoderFactory().Refusal("h264_of_nobody"));

    [Fact]
    public void Refusal_EncoderOfAMissingDevice_IsWhatTheLibraryLogged()
    {
        // Needs a VAAPI device context, which nobody gives it, on any machine.
        string? reason = new FrameEncoderFactory().Refusal("h264_vaapi");
        Assert.NotNull(reason);
        Assert.DoesNotContain("0x", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
        Assert.NotEqual("Invalid argument", reason);
    }

    [Fact]
    public void Refusal_Afterwards_NothingIsLoggedAndEncodersOpen()
    {
        var encoders = new FrameEncoderFactory();
        for (int i = 0; i < 20; i++) Assert.Equal(encoders.Refusal("h264_vaapi"), encoders.Refusal("h264_vaapi"));
        Assert.Equal(ffmpeg.AV_LOG_QUIET, ffmpeg.av_log_get_level());
        Assert.Null(encoders.Refusal("libx264"));
    }

    [Fact]
    public async Task Refusal_FromManyThreads_IsTheSameForEach()
    {
        string?[] reasons = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new FrameEncoderFactory().Refusal("h264_vaapi"))));
        Assert.Single(reasons.Distinct());
    }
}

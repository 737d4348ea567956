using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.Media.Tests;

/// <summary>
/// Why an encoder does not open, from the libraries of this machine. Nothing runs beside it: level and callback of the log
/// are the whole process's.
/// </summary>
[CollectionDefinition(nameof(EncoderRefusalTests), DisableParallelization = true)]
[Collection(nameof(EncoderRefusalTests))]
public sealed partial class EncoderRefusalTests
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
    public void Refusal_SeveralLines_AreOne()
        => Assert.Equal(
            "The specified picture size of 256x256 is not valid for the H.261 codec.; Valid sizes are 176x144, 352x288",
            new FrameEncoderFactory().Refusal("h261"));

    [Fact]
    public void Refusal_NothingLogged_IsTheCodeInWords()
        // It warns that a library is missing, which is no error; not every build of FFmpeg has it.
        => Assert.Contains(new FrameEncoderFactory().Refusal("h264_omx"), (string[])["Encoder not found", "this libavcodec was built without it"]);

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

    [Fact]
    public async Task Refusal_WhileAnotherThreadFails_HasNothingOfIt()
    {
        using var isDone = new CancellationTokenSource();
        var hasFailed = new TaskCompletionSource();
        Task other = Task.Run(() =>
        {
            while (!isDone.IsCancellationRequested)
            {
                Assert.True(FailToOpen() < 0);
                hasFailed.TrySetResult();
            }
        });
        await Task.WhenAny(other, hasFailed.Task);
        // A try takes some microseconds; in 200 of them nothing of the other thread was ever seen, mixed in or not.
        string?[] reasons = [.. Enumerable.Range(0, 5000).Select(_ => new FrameEncoderFactory().Refusal("h264_vaapi")).Distinct()];
        await isDone.CancelAsync();
        await other;

        Assert.DoesNotContain("dimensions", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_Afterwards_TheLogIsTheLibrarysOwnAgain()
    {
        using var folder = new TemporaryFolder();
        Assert.NotNull(new FrameEncoderFactory().Refusal("h264_vaapi"));

        using (var file = new FileStream(folder.File("errors"), FileMode.Create))
        {
            int before = Duplicate(2);
            try
            {
                Assert.Equal(2, Redirect((int)file.SafeFileHandle.DangerousGetHandle(), 2));
                ffmpeg.av_log_set_level(ffmpeg.AV_LOG_ERROR);
                Assert.True(FailToOpen() < 0);
            }
            finally
            {
                ffmpeg.av_log_set_level(ffmpeg.AV_LOG_QUIET);
                _ = Redirect(before, 2);
                _ = Close(before);
            }
        }

        Assert.Contains("dimensions", File.ReadAllText(folder.File("errors")), StringComparison.Ordinal);
    }

    // Without a size: libavcodec logs that the dimensions are not set.
    private static unsafe int FailToOpen()
    {
        AVCodec* encoder = ffmpeg.avcodec_find_encoder_by_name("libx264");
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(encoder);
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;
        context->time_base = new AVRational { num = 1, den = 30 };
        int code = ffmpeg.avcodec_open2(context, encoder, null);
        ffmpeg.avcodec_free_context(&context);
        return code;
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Redirect(int descriptor, int onto);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using System.Text;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Media.Tests;

public sealed class RenderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FactNeeding(Need.FFmpegCommand)]
    public void Render_TwelveStillsOfFiveSeconds_Has1800FramesAndDecodesCleanly()
    {
        Picture("a.jpg", 160, 90);
        var render = new TestRender(folder);
        RenderPlan plan = render.Plan([.. Enumerable.Range(0, 12).Select(i => (i % 3 == 0 ? "a.jpg" : $"#{i * 20:x2}80{255 - (i * 20):x2}", 5m))]);
        render.Render(plan, "out.mp4");

        SeamCertificate certificate = render.Verify(plan, "out.mp4");
        Assert.Equal((1800, 1800), (certificate.Frames, certificate.DecodedFrames));
        Assert.Empty(certificate.Problems);
        Assert.Empty(FFmpegCommand.Run("-i", folder.File("out.mp4"), "-f", "null", "-"));
    }

    [Theory]
    [InlineData(30000, 1001, OutputProfile.Draft)]
    [InlineData(24000, 1001, OutputProfile.Delivery)]
    [InlineData(25, 1, OutputProfile.Delivery)]
    public void Render_OddDurations_EveryTimestampIsExact(int numerator, int denominator, OutputProfile profile)
    {
        var render = new TestRender(folder) { Rate = new FrameRate(numerator, denominator), Profile = profile, ChunkSeconds = 0.5m };
        RenderPlan plan = render.Plan(("#ff0000", 1.337m), ("#00ff00", 0.05m), ("#0000ff", 2.001m), ("#808080", 0.777m));
        render.Render(plan, "out.mp4");

        Assert.True(plan.Chunks.Length > 4);
        Assert.Equal(new FrameRate(numerator, denominator).ToFrames(4.165m), plan.FrameCount);
        Assert.Empty(render.Verify(plan, "out.mp4").Problems);
    }

    [Fact]
    public void Render_TenthOfASecondAndOneFrameSegments_Works()
    {
        var render = new TestRender(folder) { ChunkSeconds = 0.01m, Profile = OutputProfile.Delivery };
        RenderPlan plan = render.Plan(("#ff0000", 0.0334m), ("#00ff00", 0.0333m), ("#0000ff", 0.0333m));
        render.Render(plan, "out.mp4");

        Assert.Equal((3, 3), (plan.FrameCount, plan.Chunks.Length));
        Assert.Empty(render.Verify(plan, "out.mp4").Problems);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Render_OneTwoAndFourWorkers_GivesTheSameBytes()
    {
        Picture("a.jpg", 160, 90);
        byte[][] outputs = [.. new[] { 1, 2, 4, 2 }.Select((workers, run) =>
        {
            var render = new TestRender(folder) { ChunkSeconds = 0.5m, Cache = $"cache{run}" };
            render.Render(render.Plan(("a.jpg", 1.5m), ("#204060", 1m), ("a.jpg", 1m)), $"{run}.mp4", workers);
            return File.ReadAllBytes(folder.File($"{run}.mp4"));
        })];
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Render_TwoChunkings_GivesTheSameFramesBeforeEncoding()
    {
        Picture("a.jpg", 160, 90);
        string[] hashes = [.. new[] { 0.5m, 1.7m }.Select(seconds =>
        {
            var render = new TestRender(folder) { ChunkSeconds = seconds };
            return render.Render(render.Plan(("a.jpg", 2m), ("#204060", 1m), ("a.jpg", 1.5m)), "out.mp4").FramesHash;
        })];
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flip")]
    [InlineData("missing")]
    [InlineData("foreign")]
    public void Render_DamagedChunkInTheStore_IsRenderedAgainWithTheSameResult(string damage)
    {
        var render = new TestRender(folder) { ChunkSeconds = 1 };
        RenderPlan plan = render.Plan(("#ff0000", 1m), ("#00ff00", 1m), ("#0000ff", 1m));
        render.Render(plan, "out.mp4");
        byte[] first = File.ReadAllBytes(folder.File("out.mp4"));
        string chunk = render.Store.PathOf(plan.Chunks[1].Key);
        byte[] bytes = File.ReadAllBytes(chunk);
        switch (damage)
        {
            case "cut": File.WriteAllBytes(chunk, bytes[..(bytes.Length / 2)]); break;
            case "flip": bytes[bytes.Length / 2] ^= 1; File.WriteAllBytes(chunk, bytes); break;
            case "missing": File.Delete(chunk); break;
            case "foreign": File.Copy(render.Store.PathOf(plan.Chunks[2].Key), chunk, overwrite: true); break;
        }

        RenderResult again = render.Render(plan, "out.mp4");
        Assert.Equal([true, false, true], again.Chunks.Select(c => c.Cached));
        Assert.Equal(first, File.ReadAllBytes(folder.File("out.mp4")));
    }

    [Fact]
    public void Render_EncoderThatFailsInParallel_FallsBackToOneSequentialChunkAndSaysSo()
    {
        var render = new TestRender(folder) { ChunkSeconds = 1, Encoders = new FailingForShortChunks() };
        RenderPlan plan = render.Plan(("#ff0000", 1m), ("#00ff00", 1m));
        RenderResult result = render.Render(plan, "out.mp4");

        Assert.Single(result.Chunks);
        Assert.Contains("rendered sequentially with libx264", result.Fallback, StringComparison.Ordinal);
        Assert.Empty(render.Verify(result.Plan, "out.mp4").Problems);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Render_DamagedPicture_LeavesNoFileBehind()
    {
        Picture("a.png", 160, 90);
        var render = new TestRender(folder);
        RenderPlan plan = render.Plan(("#ff0000", 1m), ("a.png", 1m));
        byte[] bytes = File.ReadAllBytes(folder.File("a.png"));
        for (int i = 200; i < 400; i++) bytes[i] ^= 0x55;
        File.WriteAllBytes(folder.File("a.png"), bytes);

        SourceException e = Assert.Throws<SourceException>(() => render.Render(plan, "out.mp4"));
        Assert.Contains("a.png", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), f => f.EndsWith(".tmp.mp4", StringComparison.Ordinal) || f.EndsWith("out.mp4", StringComparison.Ordinal));
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Output_OfBothProfiles_IsTaggedStartsWithItsIndexAndTellsNoOptions()
    {
        foreach (OutputProfile profile in Enum.GetValues<OutputProfile>())
        {
            var render = new TestRender(folder) { Profile = profile, Width = 320, Height = 180 };
            render.Render(render.Plan(("#806040", 1m)), "out.mp4");
            byte[] file = File.ReadAllBytes(folder.File("out.mp4"));
            Assert.True(file.AsSpan().IndexOf("moov"u8) < file.AsSpan().IndexOf("mdat"u8));
            Assert.Equal(-1, file.AsSpan().IndexOf("x264 - core"u8));
            string report = Encoding.UTF8.GetString(ProbeCommand(folder.File("out.mp4")));
            Assert.Contains("pix_fmt=yuv420p\n", report, StringComparison.Ordinal);
            Assert.Contains("color_range=tv\ncolor_space=bt709\ncolor_transfer=bt709\ncolor_primaries=bt709\n", report, StringComparison.Ordinal);
        }
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Memory_TwoHundredPictures_HoldsNoMoreThanItsBudget()
    {
        using var pictures = new PictureStore(new PictureDecoder(), folder.Path, budgetBytes: 100_000);
        for (int i = 0; i < 40; i++)
        {
            Picture($"{i}.jpg", 160, 90);
            var source = new PlannedSource.Picture($"{i}.jpg", new PictureProbe().Probe(folder.File($"{i}.jpg")));
            using PictureLease lease = pictures.Rent(source, neededAgain: true);
            using PictureLease shared = pictures.Rent(source, neededAgain: true);
            Assert.Same(lease.Buffer, shared.Buffer);
        }

        Assert.Equal(40, pictures.DecodedCount);
        using PictureLease again = pictures.Rent(new PlannedSource.Picture("0.jpg", new PictureProbe().Probe(folder.File("0.jpg"))), neededAgain: true);
        Assert.Equal(41, pictures.DecodedCount);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void PictureStore_PictureNotNeededAgain_GoesAfterItsLastUse()
    {
        using var pictures = new PictureStore(new PictureDecoder(), folder.Path);
        Picture("a.jpg", 160, 90);
        var source = new PlannedSource.Picture("a.jpg", new PictureProbe().Probe(folder.File("a.jpg")));
        using (PictureLease used = pictures.Rent(source, neededAgain: true))
        using (PictureLease last = pictures.Rent(source, neededAgain: false))
            Assert.Same(used.Buffer, last.Buffer);
        Assert.Equal(1, pictures.DecodedCount);
        pictures.Rent(source, neededAgain: true).Dispose();
        pictures.Rent(source, neededAgain: true).Dispose();
        Assert.Equal(2, pictures.DecodedCount);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Plan_PictureOfTwoSegments_IsShownInBothAndNotBetween()
    {
        Picture("a.jpg", 160, 90);
        Picture("b.jpg", 160, 90);
        RenderPlan plan = new TestRender(folder).Plan(("a.jpg", 1m), ("b.jpg", 1m), ("a.jpg", 1m));
        var picture = (PlannedSource.Picture)plan.Segments[0].Source;
        (int first, int second, int end) = (plan.Segments[1].FirstFrame, plan.Segments[2].FirstFrame, plan.FrameCount);
        Assert.True(plan.Shows(picture, 0, 1));
        Assert.False(plan.Shows(picture, first, second));
        Assert.True(plan.Shows(picture, first, second + 1));
        Assert.True(plan.Shows(picture, end - 1, end));
    }

    private static byte[] ProbeCommand(string file)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ffprobe", ["-v", "error", "-show_streams", file]) { RedirectStandardOutput = true })!;
        byte[] text = Encoding.UTF8.GetBytes(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return text;
    }

    private void Picture(string name, int width, int height)
        => FFmpegCommand.Run("-f", "lavfi", "-i", $"testsrc2=size={width}x{height}", "-frames:v", "1", folder.File(name));

    private sealed class FailingForShortChunks : IFrameEncoderFactory
    {
        private readonly FrameEncoderFactory real = new();

        public IFrameEncoder Open(RenderPlan plan, string path)
            => plan.Chunks.Length > 1 ? throw new EncodingException("no encoder today", -1) : real.Open(plan, path);

        public string? Refusal(string codec) => real.Refusal(codec);
    }
}

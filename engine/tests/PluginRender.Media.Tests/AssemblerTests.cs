using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Media.Tests;

public sealed class AssemblerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(OutputProfile.Draft)]
    [InlineData(OutputProfile.Delivery)]
    public void Chunks_OfOtherContentLengthAndPosition_HaveEqualExtradata(OutputProfile profile)
    {
        var render = new TestRender(folder) { Profile = profile, ChunkSeconds = 0.2m };
        RenderPlan plan = render.Plan(("#ff0000", 0.1m), ("#ffffff", 1.3m), ("#102030", 0.4m));
        SeamCertificate certificate = render.Render(plan, "out.mp4").Certificate;
        Assert.True(certificate.Seams.Length > 3);
        Assert.All(certificate.Seams, seam => Assert.True(seam is { ParametersEqual: true, StartsWithIdr: true }));
    }

    [Theory]
    [InlineData("size", "its width is 128, the first chunk's is 64")]
    [InlineData("profile", "its profile is")]
    public void Append_ChunkOfOtherSettings_IsRefusedNamingTheDifference(string change, string expected)
    {
        RenderPlan plan = new TestRender(folder).Plan(("#ff0000", 1m));
        PlannedChunk chunk = plan.Chunks[0];
        TestRender other = change == "size" ? new TestRender(folder) { Width = 128 } : new TestRender(folder) { Profile = OutputProfile.Delivery };
        RenderPlan foreign = other.Plan(("#ff0000", 1m));
        new TestRender(folder).Render(plan, "a.mp4");
        other.Render(foreign, "b.mp4");

        using IAssembly assembly = new PacketCopyAssembler().Begin(plan, folder.File("joined.mp4"));
        assembly.Append(chunk, new TestRender(folder).Store.PathOf(chunk.Key));
        SeamException e = Assert.Throws<SeamException>(() => assembly.Append(chunk with { Index = 1 }, other.Store.PathOf(foreign.Chunks[0].Key)));
        Assert.Equal(1, e.ChunkIndex);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_ChunkWithoutStitchableAndOtherCrf_IsRefusedByItsExtradata()
    {
        // Equal profile, level and size; only the initial quantizer in the PPS differs.
        var render = new TestRender(folder);
        RenderPlan plan = render.Plan(("#ff0000", 1m));
        string[] files = [.. new[] { "18", "30" }.Select(crf => Encode(plan, crf))];

        using IAssembly assembly = new PacketCopyAssembler().Begin(plan, folder.File("joined.mp4"));
        assembly.Append(plan.Chunks[0], files[0]);
        SeamException e = Assert.Throws<SeamException>(() => assembly.Append(plan.Chunks[0] with { Index = 1 }, files[1]));
        Assert.Contains("extradata (SPS and PPS)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_ChunkWithTooFewFrames_IsRefused()
    {
        var render = new TestRender(folder);
        RenderPlan plan = render.Plan(("#ff0000", 1m));
        render.Render(plan, "a.mp4");
        using IAssembly assembly = new PacketCopyAssembler().Begin(plan, folder.File("joined.mp4"));
        SeamException e = Assert.Throws<SeamException>(() => assembly.Append(plan.Chunks[0] with { FrameCount = 31 }, render.Store.PathOf(plan.Chunks[0].Key)));
        Assert.Contains("30 frames where 31 are planned", e.Message, StringComparison.Ordinal);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Verify_DamagedOutput_IsNotProven()
    {
        var render = new TestRender(folder) { Width = 320, Height = 180, Crf = 1 };
        FFmpegCommand.Run("-f", "lavfi", "-i", "testsrc2=size=320x180", "-frames:v", "1", folder.File("a.png"));
        RenderPlan plan = render.Plan(("a.png", 1m));
        render.Render(plan, "out.mp4");
        byte[] bytes = File.ReadAllBytes(folder.File("out.mp4"));
        int media = bytes.AsSpan().IndexOf("mdat"u8);
        for (int i = media + 2000; i < media + 4000; i += 3) bytes[i] ^= 0xff;
        File.WriteAllBytes(folder.File("out.mp4"), bytes);
        Assert.False(render.Verify(plan, "out.mp4").IsProven);
    }

    [Fact]
    public void Verify_OtherPlan_IsNotProven()
    {
        var render = new TestRender(folder) { ChunkSeconds = 1 };
        render.Render(render.Plan(("#ff0000", 1m), ("#00ff00", 1m)), "out.mp4");
        SeamCertificate certificate = render.Verify(render.Plan(("#ff0000", 1m), ("#00ff00", 1.1m)), "out.mp4");
        Assert.Contains(certificate.Problems, p => p == "it has 60 frames, planned were 63");
    }

    private string Encode(RenderPlan plan, string crf)
    {
        EncoderSettings settings = plan.Encoder with { Options = [new("preset", "ultrafast"), new("profile", "baseline"), new("crf", crf)] };
        string file = folder.File($"crf{crf}.mp4");
        using IFrameEncoder encoder = new FrameEncoderFactory().Open(plan with { Encoder = settings }, file);
        for (int i = 0; i < plan.FrameCount; i++)
        {
            EncoderFrame frame = encoder.Acquire();
            frame.Luma.Fill(100);
            frame.Cb.Fill(128);
            frame.Cr.Fill(128);
            encoder.Submit();
        }

        encoder.Finish();
        return file;
    }
}

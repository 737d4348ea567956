using PluginRender.Planning;

namespace PluginRender.Rendering.Tests.Pictures;

/// <summary>What a decoder notices of a picture that is shown, on its way into log and report.</summary>
public sealed class PictureNoticeTests
{
    private const string Cut = "the file is cut off; rows below 32 of 64 are gray";

    [Fact]
    public void Chunk_OfADamagedPicture_HasWhatWasNoticedNowAndFromTheCache()
    {
        using var chunks = new TestChunks(notices: [Cut, "its color profile is ignored"]);
        RenderPlan plan = TestChunks.Plan(64, 36, 2, 1, TestChunks.Picture());

        ChunkRecord record = chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None);

        PictureNotice[] expected = [new("00", Cut), new("00", "its color profile is ignored")];
        Assert.Equal(expected, record.Notices);
        Assert.Equal(expected, chunks.Store.Look(plan.Chunks[0].Key, 2).Record!.Notices);
    }

    [Fact]
    public void Chunks_ThatShareADecodedPicture_AllHaveIt()
    {
        using var chunks = new TestChunks(notices: [Cut]);
        RenderPlan plan = TestChunks.Plan(64, 36, 2, 3, TestChunks.Picture());
        RenderPlan inOne = plan with { Chunks = [new PlannedChunk(0, 0, 6, TestChunks.Key(0))] };

        Assert.Equal([new PictureNotice("00", Cut)], chunks.Renderer.Render(inOne, inOne.Chunks[0], CancellationToken.None).Notices);
    }

    [Fact]
    public void Warnings_OfManyChunks_AreToldOnceForEachPicture()
    {
        var log = new FakeLog();
        var warnings = new PictureWarnings(log);
        RenderPlan plan = TestChunks.Plan(64, 36, 2, 3, TestChunks.Picture());
        var record = new ChunkRecord("k", 2, 1, "", [], ChunkDetails.None with { Notices = [new PictureNotice("00", Cut), new PictureNotice("of no segment", "x")] });

        warnings.Tell(plan, record);
        warnings.Tell(plan, record);
        warnings.Tell(["s0", "s1", "s2"], "p.png", [Cut]);

        Assert.Equal([$"[pictures] WARNING segment \"s0\" (and 2 more): \"p.png\": {Cut}"], log.Lines);
        PictureWarning warning = Assert.Single(warnings.All);
        Assert.Equal((string[])["s0", "s1", "s2"], warning.Segments);
        Assert.Equal(("p.png", Cut), (warning.Picture, warning.Text));
    }
}

using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media.Tests;

/// <summary>Somebody empties the cache while a render uses it.</summary>
public sealed class TakenChunkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("[chunk 1] cached")]
    [InlineData("[chunk 1] FINISHED")]
    public void Chunk_TakenBeforeItIsJoined_IsNoticedAndRenderedAgain(string when)
    {
        var before = new TestRender(folder);
        RenderPlan plan = new TestRender(folder) { ChunkSeconds = 1 }.Plan(("#ff0000", 1m), ("#00ff00", 1m), ("#0000ff", 1m));
        before.Render(plan, "whole.mp4");
        string file = before.Store.PathOf(plan.Chunks[1].Key);
        if (when.EndsWith("FINISHED", StringComparison.Ordinal)) File.Delete(file);
        var lines = new List<string>();
        var render = new TestRender(folder)
        {
            Logged = line =>
            {
                lock (lines) lines.Add(line);
                if (line.StartsWith(when, StringComparison.Ordinal) && lines.Count(l => l.StartsWith(when, StringComparison.Ordinal)) == 1) File.Delete(file);
            },
        };

        RenderResult result = render.Render(plan, "out.mp4");

        Assert.Contains("[chunk 1] is no longer in the cache and is rendered again", lines);
        Assert.Null(result.Fallback);
        Assert.Equal([true, false, true], result.Chunks.Select(c => c.Cached));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
    }
}

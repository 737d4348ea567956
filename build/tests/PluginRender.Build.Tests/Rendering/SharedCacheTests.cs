namespace PluginRender.Build.Tests.Rendering;

/// <summary>Two renders at once on one cache that is too small for either.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private readonly RenderCommand one = new(segments: 8, width: 128, height: 72);
    private readonly RenderCommand other = new(segments: 8, width: 128, height: 72) { Effect = _ => """{ "effect": "grain", "strength": 0.9 }""" };

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public void Renders_AtOnceOnOneSmallCache_BothGiveTheirBytes()
    {
        byte[][] expected = [Render(one, "alone"), Render(other, "alone")];
        string cache = one.PathOf("shared");
        // About three chunks.
        string size = FormattableString.Invariant($"--cache-size={expected[0].Length * 3 / 8 / (double)(1 << 30):0.000000000}");
        for (int round = 0; round < 3; round++)
        {
            RenderCommand[] commands = [one, other];
            StartedRender[] renders = [.. commands.Select(c => c.Start(cache, size))];
            string[] logs = [.. renders.Select(r => r.ReadToEnd())];
            for (int i = 0; i < renders.Length; i++)
            {
                Assert.True(renders[i].Wait() == 0, logs[i]);
                renders[i].Dispose();
                Assert.Equal(expected[i], commands[i].Output);
                Assert.Equal(System.Text.Json.JsonValueKind.Null, commands[i].Report.GetProperty("fallback").ValueKind);
                Assert.DoesNotContain("no longer in the cache", logs[i], StringComparison.Ordinal);
            }

            Assert.Contains(logs, l => l.Contains("not used for longest", StringComparison.Ordinal));
            long left = Directory.EnumerateFiles(cache, "*.mp4", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
            Assert.InRange(left, 1, expected[0].Length * 3 / 8);
        }
    }

    private static byte[] Render(RenderCommand command, string cache)
    {
        using StartedRender render = command.Start(cache);
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
        return command.Output;
    }
}

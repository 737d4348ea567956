using System.Globalization;
using PluginRender.Build.Tests.Rendering;
using Xunit.Abstractions;

namespace PluginRender.Fault.Tests;

/// <summary>SIGKILL at random moments. The seed is printed; <c>PLUGINRENDER_SEED</c> repeats one.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Moments = 50;

    [Theory]
    [Trait("Category", "Long")]
    [InlineData("parent")]
    [InlineData("worker")]
    [InlineData("all")]
    public void Render_KilledAtFiftyRandomMoments_IsCompletedByTheNextRunWithTheSameBytes(string victim)
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("PLUGINRENDER_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        output.WriteLine($"{victim}: seed {seed}");
        var random = new Random(seed);
        using var render = new RecoveringRender(segments: 12, width: 320, height: 180);
        int killed = 0;
        int finished = 0;
        for (int moment = 0; moment < Moments; moment++)
        {
            TimeSpan after = render.Duration * random.NextDouble();
            try
            {
                if (KillAfter(render, victim, after, random)) killed++;
                finished += render.Finished;
                render.Recover();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, moment {moment}, {after.TotalMilliseconds:0} ms: {e.Message}", e);
            }

            render.Reset();
        }

        output.WriteLine($"{victim}: {killed} of {Moments} renders of {render.Duration.TotalSeconds:0.0} s were hit, {finished / (double)Moments:0.0} of 12 chunks were finished on average");
    }

    /// <returns>Whether there was something to kill.</returns>
    private static bool KillAfter(RecoveringRender render, string victim, TimeSpan after, Random random)
    {
        using StartedRender started = render.Start();
        Thread.Sleep(after);
        IReadOnlyList<int> workers = started.Children();
        switch (victim)
        {
            case "parent": started.Signal("KILL"); break;
            case "all": started.Signal("KILL", toGroup: true); break;
            default:
                if (workers.Count > 0) Signals.Send("KILL", workers[random.Next(workers.Count)]);
                break;
        }

        int code = started.Wait();
        started.WaitForGroup();
        if (victim == "worker")
        {
            // Another worker takes over, and the render does not even fail.
            Assert.Equal(0, code);
            render.CheckVideo(mustBeThere: true);
            return workers.Count > 0;
        }

        Assert.Contains(code, (int[])[0, 137]);
        render.CheckVideo(mustBeThere: code == 0);
        // What only the workers were writing is gone with them when the render alone was killed.
        if (victim == "parent") Assert.Empty(render.HalfChunks);
        return code == 137;
    }
}

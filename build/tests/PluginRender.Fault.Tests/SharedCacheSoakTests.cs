using System.Globalization;
using System.Text.Json;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Fault.Tests;

/// <summary>Two renders at once on one cache, again and again, in all the ways in which they may meet. <c>PLUGINRENDER_PAIRS</c> gives another number.</summary>
public sealed class SharedCacheSoakTests : IDisposable
{
    private const int Pairs = 128;

    private readonly RenderCommand one = Command("0.6"), same = Command("0.6"), other = Command("0.9");

    public void Dispose()
    {
        foreach (RenderCommand command in (RenderCommand[])[one, same, other]) command.Dispose();
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Renders_AtOnceOnOneCache_AllGiveTheirBytes()
    {
        int pairs = int.TryParse(Environment.GetEnvironmentVariable("PLUGINRENDER_PAIRS"), CultureInfo.InvariantCulture, out int given) ? given : Pairs;
        Dictionary<RenderCommand, byte[]> expected = new() { [one] = Alone(one), [other] = Alone(other) };
        expected[same] = expected[one];
        string cache = one.PathOf("shared");
        for (int pair = 0; pair < pairs; pair++)
        {
            // One bit for each way: who meets whom, how isolated, what of it fresh, and whether the cache has room.
            RenderCommand second = (pair & 1) == 0 ? same : other;
            string[] size = (pair & 2) == 0 ? [] : ["--cache-size=0.00001"];
            StartedRender[] renders = [one.Start(cache, [.. size, .. Choices(pair >> 2)]), second.Start(cache, [.. size, .. Choices(pair >> 4)])];
            Check(renders[0], one, expected[one], pair);
            Check(renders[1], second, expected[second], pair);
        }
    }

    private static RenderCommand Command(string strength) => new(segments: 6, width: 64, height: 36)
    {
        // Every third segment is still, so that chunks of both projects and within one have the same key.
        Effect = i => i % 3 == 0 ? "" : $$"""{ "effect": "grain", "strength": {{strength}} }""",
        Source = i => i % 3 == 0 ? """{ "color": "#2050a0" }""" : $$"""{ "color": "#{{i * 12:x2}}50a0" }""",
    };

    private static string[] Choices(int bits) => [(bits & 1) == 0 ? "--isolation=process" : "--isolation=thread", .. (bits & 2) == 0 ? (string[])[] : ["--fresh"]];

    private static void Check(StartedRender render, RenderCommand command, byte[] expected, int pair)
    {
        using (render)
        {
            string log = render.ReadToEnd();
            Assert.True(render.Wait() == 0, $"pair {pair}: {log}\n{render.ReadErrors()}");
            Assert.True(expected.AsSpan().SequenceEqual(command.Output), $"pair {pair}: other bytes\n{log}");
            Assert.Equal(JsonValueKind.Null, command.Report.GetProperty("fallback").ValueKind);
            Assert.Equal(0, command.Report.GetProperty("failedAttempts").GetArrayLength());
            Assert.All(command.Report.GetProperty("chunks").EnumerateArray(), c => Assert.True(c.GetProperty("cacheDamage").ValueKind == JsonValueKind.Null, $"pair {pair}: {log}"));
        }
    }

    private static byte[] Alone(RenderCommand command)
    {
        using StartedRender render = command.Start("alone");
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
        return command.Output;
    }
}

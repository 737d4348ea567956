using System.Buffers.Binary;

namespace PluginRender.Build.Tests.Rendering;

public sealed class ExplainTests : IDisposable
{
    private const string Strong = """{ "effect": "grain", "strength": 0.7 }""";

    private static readonly RepositoryPaths Paths = RepositoryPaths.Find(AppContext.BaseDirectory);

    private readonly RenderCommand command = new(segments: 4, width: 64, height: 36);

    public void Dispose() => command.Dispose();

    [Fact]
    public void Explain_BeforeTheFirstRender_SaysThatThereIsNothingToCompareWith()
    {
        string[] said = Explain();
        Assert.Equal($"[explain] {command.PathOf("project.json")} was never rendered with the cache {command.PathOf("cache")}", said[0]);
        Assert.Equal(
            [.. Enumerable.Range(0, 4).Select(i => $"[chunk {i}] to render: no render to compare with"), "[explain] 4 chunks: 0 cached, 4 to render"],
            said[1..]);
        Assert.False(Directory.Exists(command.PathOf("cache")));
    }

    [Fact]
    public void Explain_WhenNothingOrOnlyACommentChanged_FindsEveryChunkCached()
    {
        Render();
        string[] allCached = [.. Enumerable.Range(0, 4).Select(i => $"[chunk {i}] cached"), "[explain] 4 chunks: 4 cached, 0 to render"];
        Assert.Equal(allCached, Explain());
        command.Comment = "// my summer\n";
        Assert.Equal(allCached, Explain());
        Render();
        Assert.Equal(0, command.Rendered());
    }

    [Fact]
    public void Explain_OneSegmentsParameterChanged_NamesItWithBothValuesAndRendersThatChunkOnly()
    {
        Render();
        Func<int, string> before = command.Effect;
        command.Effect = i => i == 2 ? Strong : before(i);
        Assert.Equal(Only(2, "to render: segment \"s2\": grain.strength: 0.6 -> 0.7"), Explain());
        Assert.Equal(Only(2, "to render: segment \"s2\": grain.strength: 0.6 -> 0.7"), Explain("Plan"));
        Render();
        Assert.Equal(1, command.Rendered());

        command.Effect = before;
        Assert.Equal("[chunk 2] cached by an earlier render; since the last one changed: segment \"s2\": grain.strength: 0.7 -> 0.6", Explain()[2]);
    }

    [Fact]
    public void Explain_PictureReplacedByOneOfTheSameNameSizeAndTime_NoticesIt()
    {
        string picture = command.PathOf("a.jpg");
        byte[] jpeg = File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(Paths.Golden, "showcase", "images"), "*.jpg").Order(StringComparer.Ordinal).First());
        File.WriteAllBytes(picture, WithComment(jpeg, 1));
        command.Source = i => i == 1 ? """{ "image": "a.jpg" }""" : """{ "color": "#102030" }""";
        Render();
        DateTime written = File.GetLastWriteTimeUtc(picture);
        File.WriteAllBytes(picture, WithComment(jpeg, 2));
        File.SetLastWriteTimeUtc(picture, written);

        string[] said = Explain();
        Assert.Matches("^\\[chunk 1\\] to render: segment \"s1\": the content of a\\.jpg is another \\(SHA-256 [0-9a-f]{8} -> [0-9a-f]{8}\\)$", said[1]);
        Assert.Equal("[explain] 4 chunks: 3 cached, 1 to render", said[^1]);
    }

    [Fact]
    public void Explain_APluginsFileChanged_NamesThePlugin()
    {
        string plugins = command.PathOf("plugins");
        foreach (string file in Directory.EnumerateDirectories(Paths.Plugins, "Effects.*").SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)))
        {
            string copy = Path.Combine(plugins, Path.GetRelativePath(Paths.Plugins, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        command.Plugins = plugins;
        command.Effect = i => i == 0 ? """{ "effect": "vignette" }""" : Strong;
        Render();
        string stylize = Directory.EnumerateFiles(plugins, "Effects.Stylize.dll", SearchOption.AllDirectories).Single();
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(stylize)!, "table.bin"), "a table that the plugin reads");

        string[] said = Explain();
        Assert.Equal("[chunk 3] to render: plugin Effects.Stylize, which has effect grain: its files are others", said[3]);
        Assert.EndsWith(" to render", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_EncoderOptionOrChunkingChanged_NamesItForEveryChunkConcerned()
    {
        Render();
        command.Crf = 20;
        Assert.Equal(All("to render: encoder option crf: 23 -> 20"), Explain());
        command.Crf = 23;
        Assert.Equal(All("to render: the encoder's threads (--threads-per-worker): 2 -> 3"), Explain(more: "--threads-per-worker=3"));
        command.ChunkSeconds = 2;
        string[] said = Explain();
        Assert.Equal("[chunk 0] to render: the chunk's boundaries: another --chunk-seconds, or a segment near it was added, removed or got another duration", said[0]);
    }

    [Fact]
    public void Explain_WhatTheCacheHasIsGoneOrDamaged_SaysThatNothingChangedAndWhatIsWrong()
    {
        Render();
        string[] files = command.ChunkFiles();
        File.Delete(files[0]);
        File.Delete(Path.ChangeExtension(files[0], ".json"));
        File.WriteAllText(files[3], "");
        string[] said = Explain();
        Assert.Equal("[chunk 0] to render: nothing changed, but the cache does not have it: the last render did not finish it, or it was removed (--cache-size)", said[0]);
        Assert.StartsWith("[chunk 3] to render: nothing changed, but what the cache has of it cannot be used: its file has 0 bytes where ", said[3], StringComparison.Ordinal);

        string record = Assert.Single(Directory.EnumerateFiles(Path.Combine(command.PathOf("cache"), "renders")));
        File.WriteAllText(record, "{ half a reco");
        Assert.StartsWith("[explain] the record of the last render cannot be read: plan, $: is no plan", Explain()[0], StringComparison.Ordinal);
    }

    private static string[] All(string text) => [.. Enumerable.Range(0, 4).Select(i => $"[chunk {i}] {text}"), "[explain] 4 chunks: 0 cached, 4 to render"];

    private static string[] Only(int chunk, string text)
        => [.. Enumerable.Range(0, 4).Select(i => i == chunk ? $"[chunk {i}] {text}" : $"[chunk {i}] cached"), "[explain] 4 chunks: 3 cached, 1 to render"];

    private void Render()
    {
        command.Target = "Render";
        using StartedRender render = command.Start();
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
    }

    /// <summary>The lines that the target prints.</summary>
    /// <param name="before">Another target that runs before and must not matter.</param>
    /// <param name="more">A further argument.</param>
    private string[] Explain(string? before = null, params string[] more)
    {
        if (before is not null)
        {
            command.Target = before;
            using StartedRender other = command.Start();
            Assert.Equal(0, other.Wait());
        }

        command.Target = "Explain";
        using StartedRender explain = command.Start("cache", [.. more]);
        string log = explain.ReadToEnd();
        Assert.True(explain.Wait() == 0, log);
        return [.. log.Split('\n').Where(l => l.StartsWith("[chunk ", StringComparison.Ordinal) || l.StartsWith("[explain]", StringComparison.Ordinal))];
    }

    /// <summary>A comment does not change what a picture shows, nor here the file's size.</summary>
    private static byte[] WithComment(byte[] jpeg, byte text)
    {
        // ITU-T T.81, B.2.4.5: marker COM and a length that counts itself, anywhere after the marker SOI.
        byte[] segment = [0xff, 0xfe, 0, 0, text];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), 3);
        return [.. jpeg.AsSpan(0, 2), .. segment, .. jpeg.AsSpan(2)];
    }
}

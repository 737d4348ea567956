using System.Globalization;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests;

/// <summary>The engine without codecs and plugins.</summary>
internal sealed class TestChunks : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PictureStore pictures;

    public TestChunks(Func<PlannedEffect, EffectContext, Effect>? create = null, (int Width, int Height)? picture = null, EffectLocks? locks = null,
        params string[] notices)
    {
        (int width, int height) = picture ?? (64, 36);
        pictures = new PictureStore(new FakeDecoder(width, height, notices), folder.Path);
        Store = new ChunkStore(folder.Path, Folders);
        Renderer = new ChunkRenderer(
            Encoders, new FakeEffects(create ?? ((_, _) => throw new InvalidOperationException("none is planned"))), locks ?? new EffectLocks(), pictures, Store);
    }

    public FakeEncoders Encoders { get; } = new();

    public FakeFolders Folders { get; } = new();

    public FakeLog Log { get; } = new();

    public ChunkStore Store { get; }

    public ChunkRenderer Renderer { get; }

    /// <summary>All files in the store but its lock, without their folders.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)!).Where(f => f != "lock");

    public string File(string name) => folder.File(name);

    public ThreadScheduler Scheduler(int workers) => new(Renderer, Store, workers, Log);

    /// <summary>Renders a plan of one chunk; its frames.</summary>
    public List<byte[]> Frames(RenderPlan plan)
    {
        Renderer.Render(plan, plan.Chunks[0], CancellationToken.None);
        return Encoders.Frames[plan.Chunks[0].Key];
    }

    /// <summary>A plan of segments of one chunk each.</summary>
    public static RenderPlan Plan(int width, int height, int frames, int chunks, PlannedSource source, params PlannedEffect[] effects) => new(
        width, height, new FrameRate(30, 1), frames * chunks, new EncoderSettings("fake", "", 1, 250, []), [],
        [.. Enumerable.Range(0, chunks).Select(i => new PlannedSegment($"s{i}", i * frames, frames, source, [.. effects]))],
        [.. Enumerable.Range(0, chunks).Select(i => new PlannedChunk(i, i * frames, frames, Key(i)))]);

    public static string Key(int chunk) => string.Create(CultureInfo.InvariantCulture, $"k{chunk:00}");

    public static PlannedSource Color { get; } = new PlannedSource.Color(new RgbColor(200, 40, 90));

    public static PlannedSource Picture(int width = 64, int height = 36) => new PlannedSource.Picture("p.png", new PictureInfo(width, height, "00"));

    public static PlannedEffect Effect(
        string id, PixelAccess access = PixelAccess.Point, Concurrency concurrency = Concurrency.Reentrant, string plugin = "Effects.Fake")
        => new(id, "1.0.0", plugin, "00", access, concurrency, Determinism.BitExact, 1, []);

    public void Dispose()
    {
        pictures.Dispose();
        folder.Dispose();
    }
}

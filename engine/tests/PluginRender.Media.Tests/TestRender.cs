using System.Collections.Immutable;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Media.Tests;

/// <summary>Renders small projects with the real libraries.</summary>
internal sealed class TestRender(TemporaryFolder folder)
{
    private static readonly string Versions = FFmpegLibraries.Load().Versions;

    public int Width { get; init; } = 64;

    public int Height { get; init; } = 36;

    public FrameRate Rate { get; init; } = new(30, 1);

    public OutputProfile Profile { get; init; } = OutputProfile.Draft;

    public double Crf { get; init; } = 23;

    public decimal? ChunkSeconds { get; init; }

    public IFrameEncoderFactory Encoders { get; init; } = new FrameEncoderFactory();

    /// <summary>Called with every log line.</summary>
    public Action<string> Logged { get; init; } = _ => { };

    public string Cache { get; init; } = "cache";

    public ChunkStore Store => new(folder.File(Cache), new FolderFlush());

    public RenderPlan Plan(params (string Source, decimal Seconds)[] segments)
    {
        var project = new RenderProject("test.json", folder.Path, "test", new OutputSettings(Width, Height, Rate, Profile, Crf),
            [.. segments.Select((s, i) => new ProjectSegment($"s{i}", Source(s.Source), s.Seconds, null, [], default))]);
        return RenderPlanner.Plan(project, SourceFacts.Gather(project, new PictureProbe()), new PlanOptions(ChunkSeconds, 2, Versions, []));
    }

    public RenderResult Render(RenderPlan plan, string output, int workers = 2, CancellationToken cancellation = default)
    {
        using var pictures = new PictureStore(new PictureDecoder(), folder.Path);
        var renderer = new ChunkRenderer(Encoders, new NoEffects(), new EffectLocks(), pictures, Store);
        var scheduler = new ThreadScheduler(renderer, Store, workers, new Log(Logged));
        var pipeline = new RenderPipeline(scheduler, Encoders, new PacketCopyAssembler(), new OutputVerifier(), Store, new Log(Logged), TimeProvider.System);
        return pipeline.Render(plan, new RenderRun(folder.File(output), false), Profile, Crf, cancellation);
    }

    public SeamCertificate Verify(RenderPlan plan, string output)
        => new OutputVerifier().Verify(plan, folder.File(output), c => Store.PathOf(c.Key), VerificationDepth.Decode);

    private ProjectSource Source(string source) => source[0] == '#'
        ? new ProjectSource.Color(RgbColor.TryParse(source, out RgbColor color) ? color : default, default)
        : new ProjectSource.Image(source, folder.File(source), default);

    private sealed class NoEffects : IEffectFactory
    {
        public Effect Create(PlannedEffect effect, EffectContext context) => throw new InvalidOperationException("none is planned");
    }

    private sealed class Log(Action<string> logged) : IRenderLog
    {
        public void Write(string source, string message) => logged($"[{source}] {message}");
    }
}

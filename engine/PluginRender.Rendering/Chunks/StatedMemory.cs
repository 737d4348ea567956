using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// What the effects of a plan take beside the frames they are lent, as their plugins state it. It is looked up when a plan is
/// rendered and stands in none, so that it decides nothing but the number of workers.
/// </summary>
public sealed class StatedMemory
{
    /// <summary>Stated bytes may be any number: as many as no machine has are as good as more, and sums of them overflow nothing.</summary>
    private const long MostBytes = 1L << 50;

    private readonly Dictionary<string, EffectDescriptor> stating;
    private readonly ProjectFiles files;

    /// <param name="effects">Those that are loaded.</param>
    /// <param name="files">Where the files are that effects read.</param>
    public StatedMemory(IEnumerable<EffectDescriptor> effects, ProjectFiles files)
    {
        stating = effects.Where(e => e.Memory is not null).ToDictionary(e => e.Id, StringComparer.Ordinal);
        this.files = files;
    }

    /// <summary>The libraries that a plan's effects bring into a process, each once, and their bytes there and shared by all processes.</summary>
    internal (long ProcessBytes, long LibraryBytes) Libraries(RenderPlan plan)
    {
        // A worker gets segments of all kinds and keeps what it has loaded.
        var libraries = plan.Segments.SelectMany(s => s.Effects).Select(Of).OfType<EffectMemory>().GroupBy(m => m.Library, StringComparer.Ordinal).ToList();
        return (libraries.Sum(l => ProcessBytes(l.MaxBy(m => m.ProcessMiB)!)), libraries.Sum(l => (long)l.Max(m => m.LibraryMiB) << 20));
    }

    /// <summary>The bytes of all instances of a segment's effects and of the greatest call of one, which are gone when the segment ends.</summary>
    internal long OfEffects(PlannedSegment segment, RenderPlan plan)
        => (long)Math.Min(segment.Effects.Sum(e => (double)Instance(e, plan)) + segment.Effects.Max(e => (long?)Call(e, plan)).GetValueOrDefault(), MostBytes);

    /// <summary>The effect of a segment that takes the most of a worker, its libraries included; null where none states anything.</summary>
    internal EffectShare? Greatest(PlannedSegment segment, RenderPlan plan) => segment.Effects
        .Select(e => new EffectShare(segment.Id, e.Id, Instance(e, plan) + Call(e, plan) + (Of(e) is { } memory ? ProcessBytes(memory) : 0)))
        .Where(s => s.Bytes > 0).MaxBy(s => s.Bytes);

    private static long ProcessBytes(EffectMemory memory) => (long)memory.ProcessMiB << 20;

    private long Instance(PlannedEffect effect, RenderPlan plan) => Bytes(Of(effect)?.Instance, effect, plan);

    private long Call(PlannedEffect effect, RenderPlan plan) => Bytes(Of(effect)?.Call, effect, plan);

    private long Bytes(string? formula, PlannedEffect effect, RenderPlan plan) => formula is null
        ? 0
        : Math.Min(MemoryFormula.Bytes(formula, plan.Width, plan.Height, effect.Parameters, f => files.LengthOf(f.Path)), MostBytes);

    /// <summary>A plan that is given may name a plugin that is not there, which whoever creates the effect will say.</summary>
    private EffectMemory? Of(PlannedEffect effect)
        => stating.TryGetValue(effect.Id, out EffectDescriptor? descriptor) && descriptor.Plugin == effect.Plugin ? descriptor.Memory : null;
}

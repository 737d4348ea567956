using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// Chooses effects by rules. Pure and the same on every machine: what it depends on are the project with its seed, the
/// pictures' sizes, what was detected in them, and which effects are loaded.
/// </summary>
internal sealed class RulePlanner(int seed, IReadOnlyList<EffectDescriptor> loaded)
{
    private readonly ChoiceFitting fitting = new(loaded);

    /// <summary>In the order in which effects are applied: what samples the source comes first, what covers all last.</summary>
    private readonly ImmutableArray<IEffectRule> rules = [new CameraRule(seed), new GradeRule(), new VignetteRule(), new FadeRule()];

    /// <summary>The effects of each segment: those that the author named, and chosen ones where a planner is asked.</summary>
    public ImmutableArray<ImmutableArray<ProjectEffect>> Plan(IReadOnlyList<SegmentScene> scenes)
    {
        var planned = ImmutableArray.CreateBuilder<ImmutableArray<ProjectEffect>>(scenes.Count);
        for (int i = 0; i < scenes.Count; i++)
        {
            var view = new Neighborhood(scenes, i, planned);
            planned.Add(scenes[i].Segment.IsAuto ? Choose(view) : scenes[i].Segment.Effects);
        }

        return planned.ToImmutable();
    }

    private ImmutableArray<ProjectEffect> Choose(Neighborhood view) =>
    [
        .. rules.Select(rule => rule.Choose(view)).OfType<EffectChoice>().Select(fitting.Fit).OfType<ProjectEffect>()
            // Only the first effect of a segment may sample the source.
            .Where((effect, i) => i == 0 || effect.Descriptor.Access != PixelAccess.Source),
    ];
}

using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Chooses the effects of segments that leave it to a planner. Pure: the same input gives the same choices.</summary>
public static class EffectPlanner
{
    /// <summary>Whether any segment leaves it to a planner.</summary>
    public static bool IsAsked(RenderProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.Segments.Any(s => s.IsAuto);
    }

    /// <summary>The project with effects in all its segments; those that the author named stay as they are.</summary>
    /// <param name="project">A valid project.</param>
    /// <param name="pictures">What each picture is, by absolute path.</param>
    /// <param name="facts">What was detected, by segment id; null where nobody looked.</param>
    /// <param name="effects">The effects that are loaded; others are not chosen.</param>
    public static RenderProject Plan(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, IReadOnlyDictionary<string, PictureFacts>? facts, IReadOnlyList<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(project);
        ImmutableArray<ImmutableArray<ProjectEffect>> planned =
            new RulePlanner((project.Planner ?? ProjectPlanner.Default).Seed, effects).Plan(Scenes(project, pictures, facts));
        return project with { Segments = [.. project.Segments.Select((segment, i) => segment with { Effects = planned[i] })] };
    }

    internal static ImmutableArray<SegmentScene> Scenes(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, IReadOnlyDictionary<string, PictureFacts>? facts) =>
    [
        .. project.Segments.Select(segment => new SegmentScene(
            segment, segment.Source is ProjectSource.Image image ? pictures[image.AbsolutePath] : null, facts?.GetValueOrDefault(segment.Id),
            project.Output.Width, project.Output.Height)),
    ];
}

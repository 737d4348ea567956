using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests;

/// <summary>Projects as literals: planning needs no file.</summary>
internal static class Literal
{
    public static FrameRate Ntsc { get; } = new(30000, 1001);

    public static PlanOptions Options { get; } = new(
        4, 2, "libavcodec 59.37.100", [new HostAssembly("Host.Kernels", "kernels 1"), new HostAssembly("Host.Sdk", "sdk 1")]);

    public static RenderProject Project(FrameRate rate, params IEnumerable<decimal> durations)
        => Project(rate, [.. durations.Select((seconds, i) => Segment($"s{i}", seconds))]);

    public static RenderProject Project(FrameRate rate, ImmutableArray<ProjectSegment> segments)
        => new("p.json", "/project", "p", new OutputSettings(640, 360, rate, OutputProfile.Draft, 23), segments);

    /// <summary>A picture of its own name with two effects.</summary>
    public static ProjectSegment Segment(string id, decimal seconds) => new(
        id,
        new ProjectSource.Image(id + ".jpg", $"/project/{id}.jpg", default),
        seconds,
        "text of " + id,
        [
            Effect("kenburns", PixelAccess.Source, new("zoomTo", new ParameterValue.Number(1.25)), new("focus", new ParameterValue.Focus(FocusPoint.At(0.25, 0.5)))),
            Effect("grade", PixelAccess.Point, new NamedValue("contrast", new ParameterValue.Number(1.1))),
        ],
        default);

    public static Dictionary<string, PictureInfo> Pictures(RenderProject project) => project.Segments
        .Select(s => s.Source).OfType<ProjectSource.Image>()
        .ToDictionary(image => image.AbsolutePath, image => new PictureInfo(4000, 3000, "hash of " + image.AbsolutePath));

    public static RenderPlan Plan(RenderProject project, PlanOptions? options = null)
        => RenderPlanner.Plan(project, Pictures(project), options ?? Options);

    public static ProjectEffect Effect(string id, PixelAccess access, params ImmutableArray<NamedValue> parameters)
        => new(new EffectDescriptor(id, "1.0.0", id, access, Concurrency.Reentrant, Determinism.BitExact, [], "Effects.Test", "plugin hash"), parameters);
}

using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Choosing;

/// <summary>Projects that leave effects to the planner, as literals.</summary>
internal sealed class Auto
{
    /// <summary>The effects that the rules know, with the built-in ones' parameters.</summary>
    public static ImmutableArray<EffectDescriptor> BuiltIn { get; } =
    [
        Descriptor("kenburns", PixelAccess.Source, Number("zoomFrom", 1, 1, 8), Number("zoomTo", 1, 1, 8),
            Other("focus", ParameterKind.Focus, new ParameterValue.Focus(FocusPoint.Center)), Other("easing", ParameterKind.Choice, new ParameterValue.Choice("linear"), "linear", "easeInOut")),
        Descriptor("grade", PixelAccess.Point, Number("brightness", 0, -1, 1), Number("contrast", 1, 0, 4), Number("saturation", 1, 0, 4)),
        Descriptor("vignette", PixelAccess.Point, Number("strength", 0.5, 0, 1), Number("radius", 1, 0.1, 2)),
        Descriptor("fade", PixelAccess.Point, Number("in", 0, 0, 3600), Number("out", 0, 0, 3600), Other("color", ParameterKind.Color, new ParameterValue.Color(default))),
    ];

    private readonly List<ProjectSegment> segments = [];
    private readonly Dictionary<string, PictureInfo> pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PictureFacts> facts = new(StringComparer.Ordinal);

    public int Seed { get; init; }

    public IReadOnlyList<EffectDescriptor> Loaded { get; init; } = BuiltIn;

    /// <summary>Without facts, no subject is looked for.</summary>
    public bool HasFacts { get; init; } = true;

    /// <summary>A segment with a picture that has these boxes, the first one best, or nothing that stands out.</summary>
    public Auto Add(double seconds = 5, string? text = null, (int Width, int Height)? size = null, PictureBox? box = null, params string[] tags)
    {
        string id = FormattableString.Invariant($"s{segments.Count}");
        segments.Add(new ProjectSegment(id, new ProjectSource.Image(id + ".jpg", $"/project/{id}.jpg", default), (decimal)seconds, text, [], default, IsAuto: true));
        (int width, int height) = size ?? (3840, 2160);
        pictures[$"/project/{id}.jpg"] = new PictureInfo(width, height, new string('0', 64));
        facts[id] = new PictureFacts(box is { } b ? [new Subject("dog", 0.9, SubjectSource.Yolo, b, b.Center)] : [], [.. tags.Select(t => new PictureTag(t, 0.8))]);
        return this;
    }

    public Auto Change(Func<ProjectSegment, ProjectSegment> change)
    {
        segments[^1] = change(segments[^1]);
        return this;
    }

    public RenderProject Project()
        => Literal.Project(new FrameRate(30, 1), [.. segments]) with { Output = new OutputSettings(1920, 1080, new FrameRate(30, 1), OutputProfile.Draft, 23), Planner = new ProjectPlanner(Seed, null) };

    public RenderProject Planned() => EffectPlanner.Plan(Project(), pictures, HasFacts ? facts : null, Loaded);

    /// <summary>What was planned as a frozen plan.</summary>
    public RenderPlan Plan() => RenderPlanner.Plan(Planned(), pictures, Literal.Options, facts);

    /// <summary>The zooms of each segment, from and to.</summary>
    public (double From, double To)[] Zooms() => [.. Planned().Segments.Select(s => s.Effects.FirstOrDefault(e => e.Descriptor.Id == "kenburns") is { } move ? (Number(move, "zoomFrom"), Number(move, "zoomTo")) : (1, 1))];

    /// <summary>An effect of a segment; null where it was not chosen.</summary>
    public ProjectEffect? Find(int segment, string effect) => Planned().Segments[segment].Effects.FirstOrDefault(e => e.Descriptor.Id == effect);

    public static double Number(ProjectEffect effect, string name) => ((ParameterValue.Number)Value(effect, name)).Value;

    public static ParameterValue Value(ProjectEffect effect, string name) => effect.Parameters.Single(p => p.Name == name).Value;

    public static EffectDescriptor Descriptor(string id, PixelAccess access, params ImmutableArray<ParameterDescriptor> parameters)
        => new(id, "1.0.0", id, access, Concurrency.Reentrant, Determinism.BitExact, parameters, "Effects.Test", new string('0', 64));

    public static ParameterDescriptor Number(string name, double standard, double minimum, double maximum)
        => new(name, ParameterKind.Number, name, new ParameterValue.Number(standard), minimum, maximum, "", []);

    public static ParameterDescriptor Other(string name, ParameterKind kind, ParameterValue? standard, params ImmutableArray<string> choices)
        => new(name, kind, name, standard, double.NegativeInfinity, double.PositiveInfinity, "", choices);
}

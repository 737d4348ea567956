using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Who asks for the subjects of a picture: nobody else's pictures are looked at.</summary>
public static class DetectionNeed
{
    /// <summary>Whether a segment's plan depends on what its picture shows: a planner looks at it too.</summary>
    public static bool AsksForSubjects(this ProjectSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment.Source is ProjectSource.Image
            && (segment.IsAuto || segment.Effects.Any(e => PointAtSubject(e.Parameters) || e.Descriptor.UsesSubjectMask));
    }

    /// <summary>Whether a segment's plan may need the mask of its subjects: what a planner chooses may use it.</summary>
    public static bool MayUseMask(this ProjectSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment.Source is ProjectSource.Image && (segment.IsAuto || segment.Effects.Any(e => e.Descriptor.UsesSubjectMask));
    }

    /// <summary>Whether an effect is told where the subject is: one with a parameter that says <c>"subject"</c>.</summary>
    public static bool AsksForSubjects(this PlannedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return PointAtSubject(effect.Parameters);
    }

    private static bool PointAtSubject(IEnumerable<NamedValue> parameters)
        => parameters.Any(p => p.Value is ParameterValue.Focus { Value.Kind: FocusKind.Subject } or ParameterValue.Place { Value.Kind: PlaceKind.Subject });
}

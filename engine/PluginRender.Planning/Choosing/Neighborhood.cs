using System.Collections.Immutable;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>A segment with what is before and after it: what a rule decides by.</summary>
/// <param name="scenes">All segments.</param>
/// <param name="index">The one to plan.</param>
/// <param name="planned">The effects of those before it.</param>
internal sealed class Neighborhood(IReadOnlyList<SegmentScene> scenes, int index, IReadOnlyList<ImmutableArray<ProjectEffect>> planned)
{
    /// <summary>The segment to plan.</summary>
    public SegmentScene Scene => scenes[index];

    /// <summary>Null for the first.</summary>
    public SegmentScene? Previous => index > 0 ? scenes[index - 1] : null;

    /// <summary>Null for the last.</summary>
    public SegmentScene? Next => index + 1 < scenes.Count ? scenes[index + 1] : null;

    /// <summary>The last zoom before the segment, with the segment that has it; null where nothing has moved yet.</summary>
    public (string Segment, CameraMove Move)? LastMove
    {
        get
        {
            for (int i = index - 1; i >= 0; i--)
            {
                if (CameraMove.Of(planned[i]) is { } move) return (scenes[i].Segment.Id, move);
            }

            return null;
        }
    }
}

using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Where segments begin, in frames.</summary>
public static class SegmentTimeline
{
    /// <summary>The longest video, in frames: timestamps and indices stay far from the ends of int.</summary>
    public const int MaximumFrames = 50_000_000;

    /// <summary>
    /// The boundaries: segment k has frames [k] to [k + 1] − 1. Each is the sum of the durations before it times
    /// the rate, rounded half up, so that rounding never adds up.
    /// </summary>
    /// <exception cref="InvalidInputException">A segment has no frame, or the video is too long.</exception>
    public static ImmutableArray<int> Boundaries(RenderProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        FrameRate rate = project.Output.Rate;
        var boundaries = ImmutableArray.CreateBuilder<int>(project.Segments.Length + 1);
        var problems = new List<Diagnostic>();
        boundaries.Add(0);
        decimal seconds = 0;
        foreach (ProjectSegment segment in project.Segments)
        {
            seconds += segment.Duration;
            long end = rate.ToFrames(seconds);
            if (end > MaximumFrames)
            {
                problems.Add(new Diagnostic(project.File, segment.Position,
                    $"segment \"{segment.Id}\" ends at frame {end}", $"keep a video within {MaximumFrames} frames"));
                break;
            }

            if (end == boundaries[^1])
            {
                problems.Add(new Diagnostic(project.File, segment.Position,
                    $"segment \"{segment.Id}\" lasts {segment.Duration} s, which is no whole frame at {rate} fps",
                    $"give it at least {Math.Ceiling(rate.ToSeconds(1) * 10_000) / 10_000:0.####} s"));
            }

            boundaries.Add((int)end);
        }

        return problems.Count == 0 ? boundaries.ToImmutable() : throw new InvalidInputException(problems);
    }
}

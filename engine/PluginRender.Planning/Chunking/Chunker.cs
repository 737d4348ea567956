using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>A run of frames.</summary>
public readonly record struct FrameRange(int First, int Count)
{
    /// <summary>One past the last frame.</summary>
    public int End => First + Count;
}

/// <summary>Divides the timeline into chunks: about equally long, at segment boundaries where possible.</summary>
public static class Chunker
{
    /// <summary>A 32nd of the video, kept within 4 and 20 seconds: small enough to share out, large enough to encode well.</summary>
    public static decimal DefaultSeconds(decimal totalSeconds) => Math.Clamp(totalSeconds / 32, 4, 20);

    /// <summary>
    /// Whole segments are grouped while that brings the group nearer to the target; a segment longer than one
    /// and a half targets is divided evenly by itself.
    /// </summary>
    /// <param name="boundaries">Segment boundaries in frames, from 0, strictly rising.</param>
    /// <param name="targetFrames">Wanted frames in a chunk, at least 1.</param>
    public static ImmutableArray<FrameRange> Divide(ImmutableArray<int> boundaries, int targetFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetFrames, 1);
        var chunks = ImmutableArray.CreateBuilder<FrameRange>();
        int first = 0;
        for (int k = 0; k + 1 < boundaries.Length; k++)
        {
            int start = boundaries[k];
            int end = boundaries[k + 1];
            if (2L * (end - start) > 3L * targetFrames)
            {
                Close(start);
                int parts = (int)Math.Max(2, Math.Floor(((double)(end - start) / targetFrames) + 0.5));
                for (int part = 1; part <= parts; part++) Close(start + (int)((long)(end - start) * part / parts));
            }
            else if (Math.Abs(end - first - targetFrames) > Math.Abs(start - first - targetFrames))
            {
                Close(start);
            }
        }

        Close(boundaries[^1]);
        return chunks.ToImmutable();

        void Close(int at)
        {
            if (at > first) chunks.Add(new FrameRange(first, at - first));
            first = at;
        }
    }
}

using System.IO.Hashing;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Renders one chunk of a plan into the store: the same code wherever a chunk is rendered.</summary>
public sealed class ChunkRenderer(
    IFrameEncoderFactory encoders, IEffectFactory effects, EffectLocks locks, PictureStore pictures, ChunkStore store, IPictureCodec? stills = null)
{
    /// <exception cref="SourceException">A picture cannot be decoded.</exception>
    /// <exception cref="EffectException">An effect failed.</exception>
    /// <exception cref="EncodingException">The encoder failed.</exception>
    /// <exception cref="IOException">The chunk cannot be written.</exception>
    public ChunkRecord Render(RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(chunk);
        string file = store.NewFile(chunk.Key);
        byte[] hashes = new byte[chunk.FrameCount * 16];
        var times = new List<EffectTime>();
        var notices = new HashSet<PictureNotice>();
        var caught = stills is null ? null : new StillCatch(chunk, stills);
        try
        {
            using (IFrameEncoder encoder = store.Create(() => encoders.Open(plan, file)))
            {
                foreach (PlannedSegment segment in plan.SegmentsOf(chunk))
                {
                    (EffectTime[] spent, IReadOnlyList<PictureNotice> noticed) = RenderSegment(plan, chunk, segment, encoder, hashes, caught, cancellation);
                    times.AddRange(spent);
                    notices.UnionWith(noticed);
                }

                encoder.Finish();
            }

            return store.Commit(chunk.Key, file, chunk.FrameCount, hashes, new ChunkDetails(caught?.Stills ?? [], times, [.. notices]));
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private (EffectTime[] Times, IReadOnlyList<PictureNotice> Notices) RenderSegment(
        RenderPlan plan, PlannedChunk chunk, PlannedSegment segment, IFrameEncoder encoder, byte[] hashes, StillCatch? caught,
        CancellationToken cancellation)
    {
        int first = Math.Max(chunk.FirstFrame, segment.FirstFrame);
        int end = Math.Min(chunk.EndFrame, segment.EndFrame);
        // The next chunk may be another worker's: a picture that is kept for it costs more memory than a decoding costs time.
        bool isNeededAgain = segment.Source is PlannedSource.Picture picture && plan.Shows(picture, end, chunk.EndFrame);
        var renderer = new SegmentRenderer(plan, segment, isNeededAgain, pictures, effects, locks);
        var hash = new XxHash128();
        EffectTime[] times;
        try
        {
            for (int frame = first; frame < end; frame++)
            {
                cancellation.ThrowIfCancellationRequested();
                EncoderFrame target = encoder.Acquire();
                renderer.Render(frame - segment.FirstFrame, target, hash);
                caught?.See(frame, segment, plan, target);
                hash.GetHashAndReset(hashes.AsSpan((frame - chunk.FirstFrame) * 16, 16));
                encoder.Submit();
            }

            renderer.CheckRest();
            times = [.. renderer.Times()];
        }
        catch (UnknownOffenderException e)
        {
            EffectException failure = new OffenderSearch(plan, segment, pictures, effects, locks).Find(first - segment.FirstFrame, e);
            renderer.Abandon();
            throw failure;
        }
        catch
        {
            renderer.Abandon();
            throw;
        }

        renderer.Dispose();
        return (times, renderer.Notices);
    }
}

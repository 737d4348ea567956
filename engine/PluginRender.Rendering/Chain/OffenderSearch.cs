using System.IO.Hashing;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// Finds out which of several effects writes beside its rows or after its calls: renders the segment once more, each effect
/// with a buffer of its own, and looks who damages it. Nothing is encoded.
/// </summary>
internal sealed class OffenderSearch(RenderPlan plan, PlannedSegment segment, PictureStore pictures, IEffectFactory effects, EffectLocks locks)
{
    /// <summary>Waits this often for one who writes from a thread of its own.</summary>
    private const int Looks = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>The failure of the effect that does it; of the last one lent the frame when none does it again.</summary>
    /// <param name="first">The first frame within the segment that had been rendered.</param>
    /// <param name="found">How it was found.</param>
    public EffectException Find(int first, UnknownOffenderException found)
    {
        var renderer = new SegmentRenderer(plan, segment, sourceIsNeededAgain: true, pictures, effects, locks);
        using var picture = new NativeBuffer<byte>((long)plan.Width * plan.Height * 3 / 2);
        try
        {
            renderer.Isolate();
            for (int frame = first; frame <= found.Frame; frame++)
            {
                int luma = plan.Width * plan.Height;
                renderer.Render(frame, new EncoderFrame(
                    picture.Span[..luma], plan.Width, picture.Span.Slice(luma, luma / 4), picture.Span[(luma * 5 / 4)..], plan.Width / 2), new XxHash128());
            }

            for (int look = 0; look < Looks; look++)
            {
                renderer.CheckRest();
                Thread.Sleep(Look);
            }

            return found.Blame();
        }
        catch (EffectException e)
        {
            return e;
        }
        catch (UnknownOffenderException e)
        {
            return e.Blame();
        }
        finally
        {
            renderer.Abandon();
        }
    }
}

using System.Diagnostics;
using System.IO.Hashing;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Kernels.Store;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// Renders frames of one segment, in any order, for one worker: bands go through the effects and are stored,
/// dithered, straight into the encoder's buffer. Operations on single samples at the end of the chain are done on the way.
/// </summary>
internal sealed class SegmentRenderer : IDisposable
{
    /// <summary>Bytes of a band that leave room in a common L2 cache for the source rows it is made from.</summary>
    private const int BandBytes = 160 * 1024;

    private readonly PlannedSegment segment;
    private readonly FrameClock clock;
    private readonly ChainStage last;
    private readonly SampledStage? sampled;
    private readonly IReadOnlyList<LoadedEffect> stored;
    private readonly FrameBuffer band;
    private readonly int width;
    private readonly int height;
    private readonly int bandRows;
    private readonly bool sourceIsNeededAgain;

    /// <param name="plan">The whole video.</param>
    /// <param name="segment">One of its segments.</param>
    /// <param name="sourceIsNeededAgain">Whether the segment's picture is shown after the frames that this renderer makes.</param>
    /// <param name="pictures">Where pictures come from.</param>
    /// <param name="effects">Where effects come from.</param>
    /// <param name="locks">Held while effects are called that need it.</param>
    public SegmentRenderer(
        RenderPlan plan, PlannedSegment segment, bool sourceIsNeededAgain, PictureStore pictures, IEffectFactory effects, EffectLocks locks)
    {
        this.segment = segment;
        this.sourceIsNeededAgain = sourceIsNeededAgain;
        (width, height) = (plan.Width, plan.Height);
        bandRows = Math.Min(height, Math.Max(2, BandBytes / (width * 3) & ~1));
        clock = new FrameClock(segment, plan.Rate);
        last = BuildChain(plan, pictures, effects, locks);
        stored = last.LeaveOperations();
        sampled = last is SampledStage { CanStore: true } stage ? stage : null;
        last.Target = band = new FrameBuffer(width, height, bandRows);
    }

    /// <summary>What is wrong with the segment's picture though it is shown.</summary>
    public IReadOnlyList<PictureNotice> Notices { get; private set; } = [];

    /// <summary>Renders a frame of the segment and adds its stored samples to a hash.</summary>
    public void Render(int frame, in EncoderFrame target, XxHash128 hash)
    {
        clock.Frame = frame;
        last.BeginFrame(clock);
        last.CheckRest(frame);
        FrameOperations operations = StoredOperations();
        long ticks = 0;
        for (int row = 0; row < height; row += bandRows)
        {
            int count = Math.Min(bandRows, height - row);
            ticks += Store(operations, target, row, count);
            Hash(target.Luma, target.LumaStride, (width, row, count), hash);
            Hash(target.Cb, target.ChromaStride, (width / 2, row / 2, count / 2), hash);
            Hash(target.Cr, target.ChromaStride, (width / 2, row / 2, count / 2), hash);
        }

        ShareTicks(ticks);
        last.CheckGuards(frame);
        // What effects were lent is not theirs while the frame is encoded, which is most of the time.
        last.Rest();
    }

    /// <summary>Behind the last frame: checks that the effects have left alone what they were lent.</summary>
    public void CheckRest() => last.CheckRest(clock.Frame);

    /// <summary>Lends each effect a buffer of its own, so that who writes to it later is known. Slower.</summary>
    public void Isolate() => last.Isolate(() => new FrameBuffer(width, height, bandRows));

    /// <summary>How long each effect has taken so far; one that a plain color needs no call of has no place in it.</summary>
    public IEnumerable<EffectTime> Times() => last.Effects.Select(effect => new EffectTime(
        segment.Id, IndexOf(effect.Planned), effect.Planned.Id, Math.Round(Stopwatch.GetElapsedTime(0, effect.Ticks).TotalMilliseconds, 3)));

    /// <summary>Ends after a failure, which counts instead of what fails now.</summary>
    public void Abandon() => Quietly(Dispose);

    /// <exception cref="EffectException">An effect failed at it.</exception>
    public void Dispose()
    {
        try
        {
            last.Dispose();
        }
        finally
        {
            band.Dispose();
        }
    }

    /// <summary>A segment may have the same effect twice, with the same parameters.</summary>
    private int IndexOf(PlannedEffect planned) => segment.Effects.TakeWhile(e => !ReferenceEquals(e, planned)).Count();

    private static void Quietly(Action dispose)
    {
        try
        {
            dispose();
        }
        catch (EffectException)
        {
            // The failure before it is on its way.
        }
    }

    private FrameOperations StoredOperations()
    {
        FrameOperations operations = default;
        foreach (LoadedEffect effect in stored) operations = operations.Then(effect.OperationsAt(clock.For(effect), width, height));
        return operations;
    }

    /// <summary>Makes a band and stores it, in one go where nobody is lent it.</summary>
    /// <returns>Ticks of what was done in one go.</returns>
    private long Store(in FrameOperations operations, in EncoderFrame target, int row, int count)
    {
        Band rows = band.Band(row, count);
        if (sampled is null) last.Render(clock, rows);
        long start = Stopwatch.GetTimestamp();
        if (sampled is not null)
        {
            sampled.Store(operations, target, row, count);
        }
        else
        {
            Store(rows.Luma, operations.Luma, target.Luma, target.LumaStride);
            Store(rows.Cb, operations.Cb, target.Cb, target.ChromaStride);
            Store(rows.Cr, operations.Cr, target.Cr, target.ChromaStride);
        }

        return Stopwatch.GetTimestamp() - start;
    }

    /// <summary>
    /// What is done in one go has no times of its own: each operation gets the same share, the store one too, and sampling,
    /// where it is part of it, four, which is what it takes in a zoom with a grade and a vignette.
    /// </summary>
    private void ShareTicks(long ticks)
    {
        int sampling = sampled is null ? 0 : 4;
        long share = ticks / (stored.Count + 1 + sampling);
        foreach (LoadedEffect effect in stored) effect.AddTicks(share);
        sampled?.AddTicks(sampling * share);
    }

    private static void Store(Plane plane, PointOperation? operation, Span<byte> target, int stride)
    {
        for (int row = plane.FirstRow; row < plane.FirstRow + plane.RowCount; row++)
            DitheredStore.StoreRow(plane.Row(row), target.Slice(row * stride, plane.Width), row, operation);
    }

    private static void Hash(Span<byte> target, int stride, (int Width, int First, int Count) rows, XxHash128 hash)
    {
        int end = rows.First + rows.Count;
        // Without padding the rows are one run of bytes, which is hashed faster than many short ones.
        if (stride == rows.Width) hash.Append(target[(rows.First * stride)..(end * stride)]);
        else for (int row = rows.First; row < end; row++) hash.Append(target.Slice(row * stride, rows.Width));
    }

    private ChainStage BuildChain(RenderPlan plan, PictureStore pictures, IEffectFactory effects, EffectLocks locks)
    {
        var pending = new Queue<PlannedEffect>(segment.AppliedEffects);
        ChainStage? stage = null;
        try
        {
            stage = BuildHead(plan, pending, pictures, effects, locks);
            while (pending.TryDequeue(out PlannedEffect? planned))
            {
                LoadedEffect loaded = Load(planned, plan, effects, locks);
                if (planned.Access == PixelAccess.Point) stage.Add(loaded);
                else stage = new FrameInputStage(stage, loaded, width, height, bandRows);
            }

            return stage;
        }
        catch
        {
            Quietly(() => stage?.Dispose());
            throw;
        }
    }

    private ChainStage BuildHead(
        RenderPlan plan, Queue<PlannedEffect> pending, PictureStore pictures, IEffectFactory effects, EffectLocks locks)
    {
        if (segment.Source is PlannedSource.Color color) return new ColorStage(color.Value);
        bool hasSource = pending.TryPeek(out PlannedEffect? first) && first.Access == PixelAccess.Source;
        var picture = (PlannedSource.Picture)segment.Source;
        PictureLease lease = pictures.Rent(picture, sourceIsNeededAgain);
        Notices = [.. lease.Notices.Select(text => new PictureNotice(picture.Info.Sha256, text))];
        try
        {
            if (!hasSource) return new SampledStage(lease, null, width, height);
            LoadedEffect source = Load(pending.Dequeue(), plan, effects, locks);
            return source.IsWindow ? new SampledStage(lease, source, width, height) : new SourceEffectStage(lease, source);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The subject's center in 0–1 of the window that effects point into; at its edge for one outside.</summary>
    private (double X, double Y) InWindow(PicturePoint center)
    {
        PictureInfo picture = ((PlannedSource.Picture)segment.Source).Info;
        SourceWindow window = SourceWindow.Fit(picture.Width, picture.Height, width, height);
        return (
            Math.Clamp(((center.X * picture.Width) - window.Left) / window.Width, 0, 1),
            Math.Clamp(((center.Y * picture.Height) - window.Top) / window.Height, 0, 1));
    }

    private SubjectMask? MaskFor(PlannedEffect planned)
    {
        if (segment.MaskFor(planned) is not { } mask) return null;
        byte[] samples = ((PlannedSource.Picture)segment.Source).Facts?.MaskSamples?.Unpack(mask)
            ?? throw new InvalidOperationException($"segment \"{segment.Id}\": the plan lacks the samples of the mask that {planned.Id} uses.");
        return new SubjectMask(mask.Width, mask.Height, samples);
    }

    private LoadedEffect Load(PlannedEffect planned, RenderPlan plan, IEffectFactory effects, EffectLocks locks)
    {
        PicturePoint? subject = segment.SubjectFor(planned);
        var context = new EffectContext(segment.Id, width, height, segment.FrameCount, plan.Rate, planned.Seed, subject is { } center ? InWindow(center) : null)
        {
            Mask = MaskFor(planned),
            SubjectInPicture = subject is { } point ? (point.X, point.Y) : null,
        };
        return LoadedEffect.Create(planned, context, effects, locks.For(planned));
    }
}

using System.Diagnostics;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// An effect of a segment with what is needed to call it and to say where it failed. Whatever its code does wrong in a
/// call, as far as it can be seen, is an <see cref="EffectException"/>.
/// </summary>
internal sealed class LoadedEffect(EffectContext context, PlannedEffect planned, Effect effect, Lock? gate) : IDisposable
{
    private const string KeptProblem =
        "it wrote to a frame after the call that lent it had returned; it may keep copies of samples, not their place: repair the plugin or give --on-effect-error=skip";

    private FrameBuffer? own;
    private int? frame;
    private bool hasFailed;
    private long ticks;

    /// <summary>Which effect of the plan it is.</summary>
    public PlannedEffect Planned => planned;

    /// <summary>How long its code has run for frames so far, in ticks of <see cref="Stopwatch"/>; what it waits for others' locks is not its.</summary>
    public long Ticks => ticks;

    /// <summary>Has an effect made, which is a call of its code like any other.</summary>
    public static LoadedEffect Create(PlannedEffect planned, EffectContext context, IEffectFactory effects, Lock? gate)
    {
        gate?.Enter();
        try
        {
            return new LoadedEffect(context, planned, effects.Create(planned, context), gate);
        }
        finally
        {
            gate?.Exit();
        }
    }

    /// <summary>The effect, as messages name it.</summary>
    public string Name => $"{planned.Id} of plugin {planned.Plugin}";

    /// <param name="frame">The frame within the segment.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="rate">The video's.</param>
    /// <param name="shown">The part of the picture that the frame shows.</param>
    public FrameTime TimeOf(int frame, PlannedSegment segment, FrameRate rate, PictureArea shown)
        => new(frame, segment.FrameCount, rate, planned.Seed) { Shown = shown };

    /// <summary>From now on the effect gets to see a buffer of its own instead of one that others work on too.</summary>
    public void Isolate(FrameBuffer buffer)
    {
        own = buffer;
        own.Rest();
    }

    /// <summary>How many rows the effect reads above and below a row; 0 to <paramref name="height"/>, which is all that other kinds read.</summary>
    public int Radius(in FrameTime time, int height)
    {
        if (effect is not NeighborhoodEffect neighborhood) return height;
        gate?.Enter();
        try
        {
            return Math.Clamp(neighborhood.Radius, 0, height);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            gate?.Exit();
        }
    }

    /// <summary>Where a source effect looks; null when it does not say.</summary>
    /// <exception cref="EffectException">It failed, or what it says is no area.</exception>
    public PictureArea? AreaAt(in FrameTime time, in SourcePlane picture)
    {
        PictureArea? area;
        gate?.Enter();
        try
        {
            area = ((SourceEffect)effect).AreaAt(time, picture.Width, picture.Height);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            gate?.Exit();
        }

        return area is not { } said || IsPart(said.Left, said.Top, said.Width, said.Height)
            ? area
            : throw Failed(time.Frame, $"its AreaAt gave {said}; a part of a picture is finite and not empty");
    }

    /// <summary>Begins a frame.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="unplaced">The source effect in front, where it does not say which part of the picture the frame shows.</param>
    public void BeginFrame(in FrameTime time, LoadedEffect? unplaced = null)
    {
        frame = time.Frame;
        if (unplaced is not null && context.Mask is not null)
        {
            throw Failed(time.Frame, $"it uses the mask of the picture's subjects, and {unplaced.Name}, which comes first, does not say which part of the picture it shows: "
                + "leave out one of the two, or override AreaAt in the latter");
        }

        gate?.Enter();
        long start = Stopwatch.GetTimestamp();
        try
        {
            effect.BeginFrame(time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
            gate?.Exit();
        }

        CheckRest();
    }

    /// <summary>Whether the effect only says which part of the picture is shown, and makes no band by itself.</summary>
    public bool IsWindow => effect is WindowEffect;

    /// <summary>The part of the picture that an effect that is one shows.</summary>
    /// <exception cref="EffectException">It failed, or what it says is no window.</exception>
    public SourceWindow WindowAt(in FrameTime time, in SourcePlane picture)
    {
        SourceWindow window;
        gate?.Enter();
        long start = Stopwatch.GetTimestamp();
        try
        {
            window = ((WindowEffect)effect).WindowAt(time, picture.Width, picture.Height);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
            gate?.Exit();
        }

        return IsPart(window.Left, window.Top, window.Width, window.Height)
            ? window
            : throw Failed(time.Frame, $"its WindowAt gave {window}; a part of a picture is finite and not empty");
    }

    /// <summary>Whether the effect only says what is to be done, and does nothing to a band by itself.</summary>
    public bool IsOperation => effect is OperationEffect;

    /// <summary>What an effect that is one does to the samples of a frame.</summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="width">Luma columns of the frame.</param>
    /// <param name="height">Luma rows of the frame.</param>
    public FrameOperations OperationsAt(in FrameTime time, int width, int height)
    {
        FrameOperations operations;
        gate?.Enter();
        long start = Stopwatch.GetTimestamp();
        try
        {
            operations = ((OperationEffect)effect).OperationsAt(time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
            gate?.Exit();
        }

        CheckSize(time, operations.Luma, (width, height), "luma");
        CheckSize(time, operations.Cb, (width / 2, height / 2), "blue-difference chroma");
        CheckSize(time, operations.Cr, (width / 2, height / 2), "red-difference chroma");
        return operations;
    }

    /// <summary>Adds what was done for it by others to the time that it has taken.</summary>
    public void AddTicks(long more) => ticks += more;

    public void Render(in FrameTime time, in SourcePicture source, in Band band)
    {
        Band made = Target(time, band);
        for (int attempt = 0; ; attempt++)
        {
            UnwrittenRows.Mark(made, attempt);
            gate?.Enter();
            long start = Stopwatch.GetTimestamp();
            try
            {
                ((SourceEffect)effect).Render(time, source, made);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw Failed(time, e);
            }
            finally
            {
                ticks += Stopwatch.GetTimestamp() - start;
                gate?.Exit();
            }

            if (IsWhole(time, made, attempt)) break;
        }

        GiveBack(made, band);
    }

    public void Apply(in FrameTime time, in Band band)
    {
        Band changed = Target(time, band);
        if (own is not null) FrameBuffer.Copy(band, changed);
        gate?.Enter();
        long start = Stopwatch.GetTimestamp();
        try
        {
            ((PointEffect)effect).Apply(time, changed);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(time, e);
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
            gate?.Exit();
        }

        CheckGuards(time);
        GiveBack(changed, band);
    }

    public void Apply(in FrameTime time, in FrameView input, in Band band)
    {
        Band made = Target(time, band);
        for (int attempt = 0; ; attempt++)
        {
            UnwrittenRows.Mark(made, attempt);
            gate?.Enter();
            long start = Stopwatch.GetTimestamp();
            try
            {
                if (effect is NeighborhoodEffect neighborhood) neighborhood.Apply(time, input, made);
                else ((FrameEffect)effect).Apply(time, input, made);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw Failed(time, e);
            }
            finally
            {
                ticks += Stopwatch.GetTimestamp() - start;
                gate?.Exit();
            }

            if (IsWhole(time, made, attempt)) break;
        }

        GiveBack(made, band);
    }

    /// <summary>Between frames: whether the effect has left its own buffer alone since its last call.</summary>
    public void CheckRest()
    {
        if (own is { IsAtRest: false }) throw Kept(frame);
    }

    /// <summary>What is to be said of an effect that wrote to a frame after its call.</summary>
    public EffectException Kept(int? at)
    {
        hasFailed = true;
        return new EffectException(context.SegmentId, planned.Id, planned.Plugin, at, KeptProblem) { FramesBefore = 1 };
    }

    /// <summary>What is to be said of an effect that wrote beside its band.</summary>
    public EffectException Trespassed(int at) => Failed(
        at, "it wrote outside the rows of its band; the frame's size is the band's FrameWidth and FrameHeight, and a band has the rows from FirstRow on");

    public void Dispose()
    {
        gate?.Enter();
        try
        {
            effect.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What follows from a failure is not another one.
            if (!hasFailed) throw Failed(frame, $"it could not be disposed, {e.GetType().Name}: {e.Message}", e);
        }
        finally
        {
            gate?.Exit();
            own?.Dispose();
        }
    }

    private static bool IsPart(double left, double top, double width, double height)
        => width > 0 && height > 0 && double.IsFinite(left + top + width + height);

    private Band Target(in FrameTime time, in Band band)
        => own is null ? band : own.IsAtRest ? own.Band(band.FirstRow, band.RowCount) : throw Kept(time.Frame);

    private void GiveBack(in Band made, in Band band)
    {
        if (own is null) return;
        FrameBuffer.Copy(made, band);
        own.Rest();
    }

    /// <summary>
    /// Whether every row was written. A row may by chance end in the very samples that it was marked with: then the
    /// effect is called again, with another mark.
    /// </summary>
    private bool IsWhole(in FrameTime time, in Band made, int attempt)
    {
        CheckGuards(time);
        if (UnwrittenRows.Find(made, attempt) is not { } place) return true;
        return attempt == 0
            ? false
            : throw Failed(time.Frame, $"it left {place} of a frame of {made.FrameWidth}x{made.FrameHeight} unwritten; it has to write every sample of its band");
    }

    private void CheckSize(in FrameTime time, PointOperation? operation, (int Columns, int Rows) plane, string name)
    {
        if (operation?.Size is { } size && size != plane)
            throw Failed(time.Frame, $"its operation on {name} is for planes of {size.Columns}x{size.Rows}, and the frame's is {plane.Columns}x{plane.Rows}; make it from the context's FrameWidth and FrameHeight");
    }

    private void CheckGuards(in FrameTime time)
    {
        if (own is { GuardsHold: false }) throw Trespassed(time.Frame);
    }

    private EffectException Failed(in FrameTime time, Exception e) => Failed(time.Frame, $"{e.GetType().Name}: {e.Message}", e);

    private EffectException Failed(int? at, string problem, Exception? inner = null)
    {
        hasFailed = true;
        return new EffectException(context.SegmentId, planned.Id, planned.Plugin, at, problem, inner);
    }
}

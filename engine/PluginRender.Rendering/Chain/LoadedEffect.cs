using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>An effect of a segment with what is needed to call it and to say where it failed.</summary>
internal sealed class LoadedEffect(string segmentId, PlannedEffect planned, Effect effect, Lock? gate) : IDisposable
{
    /// <summary>Has an effect made, which is a call of its code like any other.</summary>
    public static LoadedEffect Create(PlannedEffect planned, EffectContext context, IEffectFactory effects, Lock? gate)
    {
        gate?.Enter();
        try
        {
            return new LoadedEffect(context.SegmentId, planned, effects.Create(planned, context), gate);
        }
        finally
        {
            gate?.Exit();
        }
    }

    public Effect Effect => effect;

    public PlannedEffect Planned => planned;

    public FrameTime TimeOf(int frame, PlannedSegment segment, FrameRate rate) => new(frame, segment.FrameCount, rate, planned.Seed);

    public void BeginFrame(in FrameTime time)
    {
        gate?.Enter();
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
            gate?.Exit();
        }
    }

    public void Render(in FrameTime time, in SourcePicture source, in Band band)
    {
        gate?.Enter();
        try
        {
            ((SourceEffect)effect).Render(time, source, band);
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

    public void Apply(in FrameTime time, in Band band)
    {
        gate?.Enter();
        try
        {
            ((PointEffect)effect).Apply(time, band);
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

    public void Apply(in FrameTime time, in FrameView input, in Band band)
    {
        gate?.Enter();
        try
        {
            if (effect is NeighborhoodEffect neighborhood) neighborhood.Apply(time, input, band);
            else ((FrameEffect)effect).Apply(time, input, band);
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

    public void Dispose()
    {
        gate?.Enter();
        try
        {
            effect.Dispose();
        }
        finally
        {
            gate?.Exit();
        }
    }

    private EffectException Failed(in FrameTime time, Exception e)
        => new(segmentId, planned.Id, planned.Plugin, time.Frame, $"{e.GetType().Name}: {e.Message}", e);
}

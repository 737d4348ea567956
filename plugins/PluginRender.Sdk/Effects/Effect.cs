namespace PluginRender.Sdk;

/// <summary>
/// An effect at work on one segment. It is created once per segment and worker, renders any frame in any
/// order, and is disposed. Its result is a function of its parameters, its context, the frame's time and its
/// input, never of earlier calls.
/// </summary>
public abstract class Effect : IDisposable
{
    /// <summary>
    /// Called once before the bands of a frame: the place to compute what the whole frame shares. An effect
    /// declared <see cref="Concurrency.Reentrant"/> must not keep per-frame state here.
    /// </summary>
    public virtual void BeginFrame(in FrameTime time)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the effect holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>An effect whose samples depend only on the co-located samples of its input. It works in place.</summary>
public abstract class PointEffect : Effect
{
    /// <summary>Changes a band in place. Bands of a frame may come in any height and order.</summary>
    public abstract void Apply(in FrameTime time, in Band band);
}

/// <summary>An effect whose samples depend on its input within <see cref="Radius"/>.</summary>
public abstract class NeighborhoodEffect : Effect
{
    /// <summary>How many luma rows above and below a row it reads, at least 0.</summary>
    public abstract int Radius { get; }

    /// <summary>
    /// Makes a band from its surroundings: the input holds at least the band's rows and <see cref="Radius"/>
    /// more on both sides, cut off at the frame's edges. Input and output do not overlap.
    /// </summary>
    public abstract void Apply(in FrameTime time, in FrameView input, in Band output);
}

/// <summary>An effect that may read any sample of its input frame.</summary>
public abstract class FrameEffect : Effect
{
    /// <summary>Makes a band from the whole input frame. Input and output do not overlap.</summary>
    public abstract void Apply(in FrameTime time, in FrameView input, in Band output);
}

/// <summary>
/// An effect that makes frames from the full-resolution source. It is the first of its segment; without one
/// the source's largest window of the output's aspect is scaled to the frame.
/// </summary>
public abstract class SourceEffect : Effect
{
    /// <summary>Makes a band from the source.</summary>
    public abstract void Render(in FrameTime time, in SourcePicture source, in Band output);

    /// <summary>
    /// The part of the picture that a frame shows, so that effects behind this one know where in it they are: those that
    /// use the subject's mask cannot do without. Called after <see cref="Effect.BeginFrame"/>.
    /// </summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="pictureWidth">Luma columns of the picture, at least 1.</param>
    /// <param name="pictureHeight">Luma rows of the picture, at least 1.</param>
    /// <returns>An upright rectangle, all of which fills the frame; null where there is none, as when the picture is turned.</returns>
    public virtual PictureArea? AreaAt(in FrameTime time, int pictureWidth, int pictureHeight) => null;
}

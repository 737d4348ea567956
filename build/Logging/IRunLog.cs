using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Where everything goes that a run has to tell. Lines that begin with WARNING are warnings.</summary>
public interface IRunLog : IRenderLog
{
    /// <summary>Something is wrong with what was given; the run's end will be told by itself.</summary>
    /// <param name="problem">One line.</param>
    void Problem(string problem);

    /// <summary>Shows how far a render is until the result is disposed of.</summary>
    IDisposable Show(WatchedRender render);
}

/// <summary>A render in work.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Frames">Frames of the video.</param>
/// <param name="BudgetBytes">The memory that it may take.</param>
public sealed record WatchedRender(Func<RenderProgress> Progress, int Frames, long BudgetBytes);

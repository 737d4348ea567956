using PluginRender.Build.Running;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Where everything goes that a run has to tell. Lines that begin with WARNING are warnings.</summary>
public interface IRunLog : IRenderLog
{
    /// <summary>A line that somebody else made, Cake above all.</summary>
    /// <param name="line">Such as <c>[test] NAME</c>.</param>
    /// <param name="isWarning">Whether it warns.</param>
    void Line(string line, bool isWarning = false);

    /// <summary>Something is wrong with what was given, and the run goes on.</summary>
    /// <param name="problem">One line.</param>
    void Problem(string problem);

    /// <summary>Shows how far a render is until the result is disposed of.</summary>
    IDisposable Show(WatchedRender render);

    /// <summary>How the run ended: each problem once, and then one error.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="furtherErrors">Errors beside the outcome's, to be told before it.</param>
    void End(RunOutcome outcome, IReadOnlyList<string> furtherErrors);
}

/// <summary>A render in work.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Frames">Frames of the video.</param>
/// <param name="BudgetBytes">The memory that it may take.</param>
public sealed record WatchedRender(Func<RenderProgress> Progress, int Frames, long BudgetBytes);

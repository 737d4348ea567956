// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task as the host sees it.</summary>
public interface IFrostingTask
{
    /// <summary>Runs the task.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether the task runs at all.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Why the task was skipped.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Handles what the task threw.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Runs after the task, whether it failed or not.</summary>
    void Finally(ICakeContext context);
}

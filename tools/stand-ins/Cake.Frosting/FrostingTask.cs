// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core;

namespace Cake.Frosting;

/// <summary>A synchronous task.</summary>
/// <typeparam name="T">The context it works on.</typeparam>
public abstract class FrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Runs the task.</summary>
    public virtual void Run(T context)
    {
    }

    /// <summary>Whether the task runs at all.</summary>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>Handles what the task threw. Once overridden, the exception counts as handled.</summary>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <summary>Runs after the task, whether it failed or not.</summary>
    public virtual void Finally(T context)
    {
    }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run((T)context);
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun((T)context);

    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, (T)context);

    void IFrostingTask.Finally(ICakeContext context) => Finally((T)context);
}

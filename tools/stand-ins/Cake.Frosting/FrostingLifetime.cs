// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core;

namespace Cake.Frosting;

/// <summary>What runs before the first task and after the last, as the host sees it.</summary>
public interface IFrostingLifetime
{
    /// <summary>Runs before the first task.</summary>
    void Setup(ICakeContext context, ISetupContext info);

    /// <summary>Runs after the last task, whether it failed or not.</summary>
    void Teardown(ICakeContext context, ITeardownContext info);
}

/// <summary>What runs before the first task and after the last.</summary>
/// <typeparam name="TContext">The context it works on.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <summary>Runs before the first task.</summary>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <summary>Runs after the last task, whether it failed or not.</summary>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingLifetime.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);

    void IFrostingLifetime.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}

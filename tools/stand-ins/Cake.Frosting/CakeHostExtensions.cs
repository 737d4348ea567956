// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What a build tells its host.</summary>
public static class CakeHostExtensions
{
    /// <summary>Makes <typeparamref name="TContext"/> the context of all tasks.</summary>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.ConfigureServices(services => services.AddSingleton<IFrostingContext, TContext>());
    }

    /// <summary>Makes <typeparamref name="TLifetime"/> run before the first and after the last task.</summary>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.ConfigureServices(services => services.AddSingleton<IFrostingLifetime, TLifetime>());
    }
}

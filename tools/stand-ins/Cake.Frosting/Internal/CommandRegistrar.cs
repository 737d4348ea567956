// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>The command line parser's own services, kept apart from the build's.</summary>
internal sealed class CommandRegistrar : ITypeRegistrar
{
    private readonly ServiceCollection _services = new();

    public void Register(Type service, Type implementation) => _services.AddSingleton(service, implementation);

    public void RegisterInstance(Type service, object implementation) => _services.AddSingleton(service, implementation);

    public void RegisterLazy(Type service, Func<object> factory) => _services.AddSingleton(service, _ => factory());

    public ITypeResolver Build() => new Resolver(_services.BuildServiceProvider());

    private sealed class Resolver(ServiceProvider provider) : ITypeResolver
    {
        public object? Resolve(Type? type) => type is null ? null : provider.GetService(type);
    }
}

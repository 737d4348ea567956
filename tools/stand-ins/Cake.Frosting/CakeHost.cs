// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using System.Reflection;
using Cake.Cli;
using Cake.Common.Modules;
using Cake.Core;
using Cake.Core.Composition;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.Modules;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>Runs the tasks of the entry assembly.</summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = new();
    private readonly List<Assembly?> _assemblies = [Assembly.GetEntryAssembly()];

    /// <summary>A host with Cake's own services.</summary>
    public CakeHost()
    {
        _services.AddSingleton<ICakeLog, CakeBuildLog>();
        _services.AddSingleton<IConsole, CakeConsole>();
        _services.AddSingleton(AnsiConsole.Console);
        _services.AddSingleton<ICakeReportPrinter, CakeReportPrinter>();
        _services.AddSingleton<ICakeConfiguration, FileAndArgumentConfiguration>();
        _services.AddSingleton<IVersionResolver, VersionResolver>();
        _services.AddSingleton<VersionFeature>();
        _services.AddSingleton<InfoFeature>();
        _services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        _services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        _services.AddSingleton<TreeScriptHost>();
        _services.AddSingleton<DescriptionScriptHost>();
        _services.AddSingleton<IFrostingContext, FrostingContext>();
        foreach (ICakeModule module in new ICakeModule[] { new CoreModule(), new CommonModule() })
        {
            var registrar = new ModuleRegistrar();
            module.Register(registrar);
            registrar.AddTo(_services);
        }
    }

    /// <summary>Adds an assembly to look for tasks in, besides the entry assembly.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds services that tasks, context and lifetime may ask for.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0, or -1 when anything failed.</returns>
    public int Run(IEnumerable<string> args)
    {
        foreach (Type type in _assemblies.OfType<Assembly>().SelectMany(assembly => assembly.GetExportedTypes()))
        {
            if (type.IsAssignableTo(typeof(IFrostingTask)) && type is { IsClass: true, IsAbstract: false })
                _services.AddSingleton(typeof(IFrostingTask), type);
        }

        var registrar = new CommandRegistrar();
        registrar.RegisterInstance(typeof(IServiceCollection), _services);
        return new CommandApp<FrostingCommand>(registrar).Run(args);
    }
}

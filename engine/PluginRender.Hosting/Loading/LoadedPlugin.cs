using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>One plugin's assembly in a load context of its own, from which nothing leaks but the Sdk's types.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private readonly PluginLoader loader;

    public LoadedPlugin(string path)
    {
        loader = PluginLoader.CreateFromAssemblyFile(path, config =>
        {
            config.IsUnloadable = true;
            config.PreferSharedTypes = false;
            config.SharedAssemblies.Add(typeof(Effect).Assembly.GetName());
            if (KernelsOfHost() is { } kernels) config.SharedAssemblies.Add(kernels);
            ImmutableArray<string> shared = SharedLibraries.UsedBy(path);
            foreach (string folder in shared) config.SharedAssemblies.Add(SharedLibraries.Serve(folder));
            // What a shared library itself refers to is its own affair.
            config.IsLazyLoaded = shared.Length > 0;
        });
    }

    public Effect Create(string typeName, PlannedEffect planned, EffectContext context)
    {
        Type type = loader.LoadDefaultAssembly().GetType(typeName, throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructors().First(c => c.GetParameters() is [_, { ParameterType: var last }] && last == typeof(EffectContext));
        object parameters = new ParameterBinder(constructor.GetParameters()[0].ParameterType).Bind(planned.Parameters);
        return (Effect)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [parameters, context], null);
    }

    public void Dispose() => loader.Dispose();

    /// <summary>By name: hosting does not depend on the kernels, but where the host has them plugins use the same.</summary>
    private static AssemblyName? KernelsOfHost()
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("PluginRender.Kernels")).GetName();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}

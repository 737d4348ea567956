using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins.Loader;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>One plugin's assembly in a load context of its own, from which nothing leaks but the Sdk's types.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private readonly string path;
    private readonly AssemblyLoadContext loading;

    public LoadedPlugin(string path)
    {
        this.path = path;
        // Not through PluginLoader, which also looks for folders to search in what NAME.runtimeconfig.dev.json and the program's
        // own configuration say: that is not part of a plugin's content, and reading it takes reflection over JSON.
        var builder = new AssemblyLoadContextBuilder();
        builder.SetMainAssemblyPath(path);
        builder.EnableUnloading();
        ImmutableArray<string> shared = SharedLibraries.UsedBy(path);
        // What a shared library itself refers to is its own affair.
        builder.IsLazyLoaded(shared.Length > 0);
        builder.PreferDefaultLoadContextAssembly(typeof(Effect).Assembly.GetName());
        if (KernelsOfHost() is { } kernels) builder.PreferDefaultLoadContextAssembly(kernels);
        foreach (string folder in shared) builder.PreferDefaultLoadContextAssembly(SharedLibraries.Serve(folder));
        loading = builder.Build();
    }

    public Effect Create(string typeName, PlannedEffect planned, EffectContext context)
    {
        Type type = loading.LoadFromAssemblyPath(path).GetType(typeName, throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructors().First(c => c.GetParameters() is [_, { ParameterType: var last }] && last == typeof(EffectContext));
        object parameters = new ParameterBinder(constructor.GetParameters()[0].ParameterType).Bind(planned.Parameters);
        return (Effect)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [parameters, context], null);
    }

    public void Dispose() => loading.Unload();

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

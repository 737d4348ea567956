using System.Reflection;
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
            // Names only: the host need not have Kernels, and what the two refer to is the runtime's anyway.
            config.IsLazyLoaded = true;
            config.SharedAssemblies.Add(typeof(Effect).Assembly.GetName());
            config.SharedAssemblies.Add(new AssemblyName("PluginRender.Kernels"));
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
}

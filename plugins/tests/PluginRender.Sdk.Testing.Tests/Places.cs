using System.Reflection;

namespace PluginRender.Sdk.Testing.Tests;

/// <summary>Where the tests find what was built and what is written.</summary>
internal static class Places
{
    public static string Repository { get; } = Metadata("Repository");

    public static string Fixture(string name) => Path.Combine(Metadata("Fixtures"), name);

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

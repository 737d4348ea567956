using System.Runtime.CompilerServices;

namespace PluginRender.Media.Tests;

internal static class AssemblySettings
{
    /// <summary>As every program does first: whichever test is first, the libraries are found.</summary>
    [ModuleInitializer]
    internal static void LoadLibraries() => FFmpegLibraries.Load();
}

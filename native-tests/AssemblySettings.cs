using System.Runtime.CompilerServices;
using FFmpeg.AutoGen;

// Resident memory is a figure of the whole process: no other test may run beside that one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PluginRender.NativeTests;

internal static class AssemblySettings
{
    /// <summary>The bindings look beside the program unless told; the empty path means the system's loader.</summary>
    [ModuleInitializer]
    internal static void FindLibraries() => ffmpeg.RootPath = "";
}

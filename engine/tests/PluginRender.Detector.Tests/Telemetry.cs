using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PluginRender.Detector.Tests;

/// <summary>Turns ONNX Runtime's telemetry off for the tests' own process, before it is loaded.</summary>
internal static partial class Telemetry
{
    // Environment.SetEnvironmentVariable changes only .NET's copy; native code reads the C library's.
    [ModuleInitializer]
    internal static void TurnOff() => _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Build.Doctor;

/// <summary>The operating system, .NET and the processor.</summary>
internal sealed class SystemExamination : IExamination
{
    public IEnumerable<Finding> Examine()
    {
        yield return new Finding("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        yield return new Finding(".NET", $"{Environment.Version}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC");
        // Environment.ProcessorCount heeds affinity and the cgroup's CPU quota.
        yield return new Finding("cores", $"{Environment.ProcessorCount}, {VectorBits()}-bit vectors");
    }

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
}

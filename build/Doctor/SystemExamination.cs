using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Build.Doctor;

/// <summary>The operating system, .NET and the processor.</summary>
internal sealed class SystemExamination : IExamination
{
    public IEnumerable<Finding> Examine()
    {
        string system = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}";
        yield return OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
            ? new Finding("system", system)
            : new Finding("system", system, "renders are tested on Linux, x64, alone: use such a machine or container");
        yield return new Finding(".NET", $"{Environment.Version}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC");
        // Environment.ProcessorCount heeds affinity and the cgroup's CPU quota.
        yield return Vector128.IsHardwareAccelerated
            ? new Finding("cores", $"{Environment.ProcessorCount}, {VectorBits()}-bit vectors")
            : new Finding("cores", $"{Environment.ProcessorCount}, no vectors: effects are slow", "unset DOTNET_EnableHWIntrinsic");
    }

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
}

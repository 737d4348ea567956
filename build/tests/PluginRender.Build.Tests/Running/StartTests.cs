using System.Diagnostics;
using System.Reflection.PortableExecutable;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Running;

/// <summary>What the process around a render compiles: Cake and its libraries come as IL, and are compiled ahead along with ours.</summary>
public class StartTests
{
    // About 220; it was ten times as many while the libraries were not compiled ahead.
    private const int MostMethods = 350;

    [Fact]
    public void Plan_OfASmallProject_CompilesFewMethods()
    {
        if (!IsPrecompiled(typeof(RepositoryPaths).Assembly.Location)) return;
        using var command = new RenderCommand(1, 128, 72) { Target = "Plan" };
        string[] line = command.CommandLine("cache");
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            // What the runtime itself tells of each method that it compiles.
            Environment = { ["DOTNET_JitStdOutFile"] = command.PathOf("compiled.txt"), ["DOTNET_JitDisasmSummary"] = "1" },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);

        string[] compiled = File.ReadAllLines(command.PathOf("compiled.txt"));
        Assert.NotEmpty(compiled);
        Assert.True(compiled.Length <= MostMethods, $"{compiled.Length} methods:\n{string.Join('\n', compiled)}");
    }

    /// <summary>Not where the compiler is not served: see build/ReadyToRun.targets.</summary>
    private static bool IsPrecompiled(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}

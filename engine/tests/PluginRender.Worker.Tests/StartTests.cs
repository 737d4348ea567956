using System.Diagnostics;
using System.Reflection.PortableExecutable;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker.Tests;

/// <summary>
/// What a worker compiles before its first chunk is done. All of the program is compiled ahead of time; what is not comes in
/// unnoticed: a query over structures of the framework, a serializer's metadata, a library that brings only IL.
/// </summary>
public sealed class StartTests : IDisposable
{
    // 105 to 113, by the processor's vectors. Kernels for their width, the effects' own code and stubs for native calls make
    // up half of them, and cannot be compiled ahead.
    private const int MostMethods = 150;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Worker_ThatRendersAChunk_CompilesFewMethods()
    {
        if (!IsPrecompiled(WorkerRender.WorkerAssembly)) return;
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([[WorkerRender.Effect("vignette"), WorkerRender.Effect("fade")]])));
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", WorkerRender.WorkerAssembly, "chunk", .. Arguments()])
        {
            // What the runtime itself tells of each method that it compiles.
            Environment = { ["DOTNET_JitStdOutFile"] = folder.File("compiled.txt"), ["DOTNET_JitDisasmSummary"] = "1" },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);

        string[] compiled = File.ReadAllLines(folder.File("compiled.txt"));
        Assert.NotEmpty(compiled);
        Assert.True(compiled.Length <= MostMethods, $"{compiled.Length} methods:\n{string.Join('\n', compiled)}");
    }

    private string[] Arguments()
    {
        WorkerLaunch launch = new WorkerRender(folder).Launch;
        return
        [
            $"--plan={folder.File("plan.json")}", "--index=0", $"--project-folder={launch.ProjectFolder}", $"--cache={launch.CacheFolder}",
            $"--plugins={string.Join(';', launch.PluginFolders)}",
        ];
    }

    /// <summary>Not where the compiler is not served: see build/ReadyToRun.targets.</summary>
    private static bool IsPrecompiled(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}

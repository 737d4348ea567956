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
        if (!JitList.IsPrecompiled(WorkerRender.WorkerAssembly)) return;
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([[WorkerRender.Effect("vignette"), WorkerRender.Effect("fade")]])));
        string[] compiled = JitList.Of([Environment.ProcessPath!, "exec", WorkerRender.WorkerAssembly, "chunk", .. Arguments()], folder.File("compiled.txt"));
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
}

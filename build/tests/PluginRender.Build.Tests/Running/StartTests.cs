using PluginRender.Build.Tests.Rendering;
using PluginRender.Worker.Tests;

namespace PluginRender.Build.Tests.Running;

/// <summary>What the process around a render compiles: Cake and its libraries come as IL, and are compiled ahead along with ours.</summary>
public class StartTests
{
    // About 220; it was ten times as many while the libraries were not compiled ahead.
    private const int MostMethods = 350;

    [Fact]
    public void Plan_OfASmallProject_CompilesFewMethods()
    {
        if (!JitList.IsPrecompiled(typeof(RepositoryPaths).Assembly.Location)) return;
        using var command = new RenderCommand(1, 128, 72) { Target = "Plan" };
        string[] compiled = JitList.Of(command.CommandLine("cache"), command.PathOf("compiled.txt"));
        Assert.True(compiled.Length <= MostMethods, $"{compiled.Length} methods:\n{string.Join('\n', compiled)}");
    }
}

using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Runs the tests of the native side alone.</summary>
[TaskName(nameof(NativeTests)), TaskDescription("Runs the tests of the native side alone: layouts, symbols, encoders.")]
public sealed class NativeTests : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await TestPackages.InstallForNativeTestsAsync(context);
        string project = Path.Combine(context.Paths.Root, "native-tests", "PluginRender.NativeTests.csproj");
        await DotNetCommand.BuildAsync(context, project);
        await TestRun.RunAsync(context, [project]);
    }
}

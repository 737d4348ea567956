using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Build.References;
using PluginRender.Build.Rendering;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>
/// Compares a project's render with its reference; without a project, runs this repository's golden tests. With --accept,
/// takes what was received as the new truth.
/// </summary>
[TaskName(nameof(Golden)), TaskDescription("Compares the render of --project with its reference; without one, runs the golden tests. --accept takes what was received as the new truth.")]
public sealed class Golden : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.CommandLine.Golden.IsOfProject)
        {
            new GoldenRunner(context.CommandLine, new RenderSession(context), context.Interrupted).Run();
            return;
        }

        string project = Path.Combine(context.Paths.Golden, "PluginRender.Golden.csproj");
        await DotNetCommand.BuildAsync(context, project);
        try
        {
            await TestRun.RunAsync(context, [project]);
        }
        catch (TaskFailedException) when (context.CommandLine.AcceptSnapshots && Accept(context) > 0)
        {
            await TestRun.RunAsync(context, [project]);
        }
    }

    private static int Accept(BuildContext context)
    {
        string[] received = Directory.GetFiles(context.Paths.Golden, "*.received.*", SearchOption.AllDirectories);
        foreach (string file in received)
        {
            string verified = file.Replace(".received.", ".verified.", StringComparison.Ordinal);
            File.Move(file, verified, overwrite: true);
            context.Information($"[golden] accepted {Path.GetRelativePath(context.Paths.Root, verified)}");
        }

        return received.Length;
    }
}

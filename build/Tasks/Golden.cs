using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Runs the golden tests alone; with --accept, takes what they received as the new truth and runs them again.</summary>
[TaskName(nameof(Golden)), TaskDescription("Runs the golden tests alone; --accept takes what they received as the new truth.")]
public sealed class Golden : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
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

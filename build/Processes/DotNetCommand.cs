using System.Diagnostics;
using PluginRender.Build.Arguments;
using PluginRender.Rendering;

namespace PluginRender.Build.Processes;

/// <summary>Runs the dotnet command with this process's console.</summary>
internal static class DotNetCommand
{
    // Neither build nodes nor a compiler server outlive the command.
    private static readonly string[] NoServers = ["-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>Compiles a solution or a project.</summary>
    /// <exception cref="TaskFailedException">It does not compile.</exception>
    public static async Task BuildAsync(BuildContext context, string solutionOrProject)
    {
        if (await RunAsync(context, ["build", solutionOrProject, "-verbosity:quiet", .. NoServers]) != 0)
            throw new TaskFailedException(ExitCode.Defect, $"{Path.GetFileName(solutionOrProject)} does not compile (see above).");
    }

    /// <summary>Runs the Pack target of a project that packs others.</summary>
    /// <exception cref="TaskFailedException">Something does not compile or pack.</exception>
    public static async Task PackAsync(BuildContext context, string project)
    {
        if (await RunAsync(context, ["msbuild", project, "-target:Pack", "-verbosity:quiet", .. NoServers]) != 0)
            throw new TaskFailedException(ExitCode.Defect, $"{Path.GetFileName(project)} does not pack (see above).");
    }

    /// <summary>Runs the command to its end and returns its exit code; kills it, with its children, on an interruption.</summary>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static async Task<int> RunAsync(BuildContext context, IEnumerable<string> arguments)
    {
        // The build itself was started by the dotnet that is wanted here.
        bool isElsewhere = context.CommandLine.Log == LogChoice.Json;
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            WorkingDirectory = context.Paths.Root,
            RedirectStandardOutput = isElsewhere,
        })!;
        try
        {
            // Standard output is for JSON alone then.
            if (isElsewhere) await process.StandardOutput.BaseStream.CopyToAsync(Console.OpenStandardError(), context.Interrupted);
            await process.WaitForExitAsync(context.Interrupted);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(process);
            throw;
        }

        return process.ExitCode;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Preview;

/// <summary>Has frames of a plan rendered by a worker process of their own: what a plugin does there ends with it.</summary>
internal sealed class StillsProcess(BuildContext context, RenderSession session, string projectFolder)
{
    /// <param name="plan">The plan.</param>
    /// <param name="frames">Numbers in the video.</param>
    /// <param name="width">Wider pictures are shrunk to it.</param>
    /// <exception cref="TaskFailedException">The worker failed; its words are the message.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public async Task<IReadOnlyList<RgbPicture>> RenderAsync(RenderPlan plan, IReadOnlyList<int> frames, int width)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pluginrender-stills-");
        try
        {
            string planFile = Path.Combine(folder.FullName, "plan.json"), stills = Path.Combine(folder.FullName, "stills.ppm");
            await using (FileStream text = File.Create(planFile)) PlanJson.Write(plan, text);
            await RunAsync(
            [
                "exec", context.Paths.Worker, "stills", $"--plan={planFile}", $"--output={stills}",
                $"--frames={string.Join(',', frames.Select(f => f.ToString(CultureInfo.InvariantCulture)))}",
                string.Create(CultureInfo.InvariantCulture, $"--width={width}"),
                $"--project-folder={projectFolder}", $"--cache={session.Arguments.CacheFolder}", $"--plugins={string.Join(';', session.Arguments.PluginFolders)}",
                $"--allow-outside={(session.Arguments.AllowOutside ? "true" : "false")}",
            ]);
            return Read(stills);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<RgbPicture> Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        var pictures = new List<RgbPicture>();
        while (RgbPicture.ReadFrom(stream) is { } picture) pictures.Add(picture);
        return pictures;
    }

    private async Task RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process worker = Process.Start(start)!;
        Task<string> output = worker.StandardOutput.ReadToEndAsync(), errors = worker.StandardError.ReadToEndAsync();
        try
        {
            await worker.WaitForExitAsync(context.Interrupted).WaitAsync(TimeSpan.FromSeconds((double)session.Arguments.ChunkTimeoutSeconds), context.Interrupted);
        }
        catch (TimeoutException)
        {
            worker.Kill();
            throw new TaskFailedException(ExitCode.Retry, string.Create(CultureInfo.InvariantCulture,
                $"the preview was not ready after {session.Arguments.ChunkTimeoutSeconds} s; repair the effect that does not return, or give a longer --chunk-timeout"));
        }
        catch (OperationCanceledException)
        {
            worker.Kill();
            throw;
        }

        // What a plugin prints is for its author.
        Console.Out.Write(await output);
        if (worker.ExitCode != 0) throw Failed(worker.ExitCode, await errors);
    }

    /// <summary>A worker that fails says so in its last line; one that crashes does not come to that.</summary>
    private static TaskFailedException Failed(int exitCode, string errors)
    {
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string prefix = string.Create(CultureInfo.InvariantCulture, $"error[{exitCode}]: ");
        if (lines.Length > 0 && lines[^1].StartsWith(prefix, StringComparison.Ordinal)) return new TaskFailedException((ExitCode)exitCode, lines[^1][prefix.Length..]);
        var words = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"the preview's process ended with {exitCode}"));
        if (exitCode > 128) words.Append(CultureInfo.InvariantCulture, $", signal {exitCode - 128}");
        words.Append("; an effect of the frame crashed it");
        if (lines.Length > 0) words.Append(": ").Append(lines[0]);
        return new TaskFailedException(ExitCode.BadInput, words.ToString());
    }
}

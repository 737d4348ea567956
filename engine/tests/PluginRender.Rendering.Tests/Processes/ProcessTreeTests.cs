using System.Diagnostics;

namespace PluginRender.Rendering.Tests.Processes;

public sealed class ProcessTreeTests
{
    [Fact]
    public void Kill_OfAProcessWithChildren_EndsThemAndStopsNone()
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sh -c 'sleep 600 & echo $!; wait' & echo $!; wait"]) { RedirectStandardOutput = true })!;
        int[] below = [.. Enumerable.Range(0, 2).Select(_ => int.Parse(shell.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture))];
        ProcessIdentity[] processes = [.. below.Append(shell.Id).Select(id => ProcessIdentity.Of(id)!.Value)];
        ProcessTree.Kill(shell);
        shell.WaitForExit();
        Assert.Equal(137, shell.ExitCode);
        Assert.True(SpinWait.SpinUntil(() => !processes.Any(p => p.IsAlive), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Kill_OfOneThatHasEnded_DoesNothing()
    {
        using Process ended = Process.Start("true");
        ended.WaitForExit();
        ProcessTree.Kill(ended);
        Assert.Equal(0, ended.ExitCode);
    }
}

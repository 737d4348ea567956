using System.Diagnostics;

namespace PluginRender.Worker.Tests;

internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns as soon as something is so; fails the test when it never is.</summary>
    public static void Until(Func<bool> isSo, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (watch.Elapsed > Patience) Assert.Fail($"waited in vain: {what}");
            Thread.Yield();
        }
    }

    /// <summary>The text of a file that appears by rename.</summary>
    public static string ForFile(string path)
    {
        Until(() => File.Exists(path), $"{path} does not appear");
        return File.ReadAllText(path);
    }

    /// <summary>Whether a process runs: what is left of one that nobody has asked about does not.</summary>
    public static bool Runs(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>A render that was started.</summary>
internal sealed class StartedRender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Process process;
    private readonly BlockingCollection<string> output = [];
    private readonly Task<string> error;

    public StartedRender(Process process)
    {
        this.process = process;
        error = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text) output.Add(text);
            else output.CompleteAdding();
        };
        process.BeginOutputReadLine();
    }

    /// <summary>The last line that is not empty of what it wrote to standard error.</summary>
    public string LastError => error.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>The lines that are still to come of what it writes to standard output, joined.</summary>
    public string ReadToEnd() => string.Join('\n', output.GetConsumingEnumerable());

    /// <summary>All of what it writes to standard error.</summary>
    public string ReadErrors() => error.GetAwaiter().GetResult();

    /// <summary>Waits for some lines that contain a text; false when it ended before, or writes nothing any more.</summary>
    public bool WaitForLines(string text, int count)
    {
        while (output.TryTake(out string? line, Patience))
        {
            if (line.Contains(text, StringComparison.Ordinal) && --count == 0) return true;
        }

        return false;
    }

    /// <summary>The processes that it has started.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Processes().Where(n => StatOf(n) is { } stat && int.Parse(stat[1], CultureInfo.InvariantCulture) == process.Id).Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
    ];

    /// <param name="signal">Such as KILL.</param>
    /// <param name="toGroup">Whether its workers get it too, as with Ctrl-C.</param>
    public void Signal(string signal, bool toGroup = false) => Signals.Send(signal, toGroup ? -process.Id : process.Id);

    /// <summary>Waits until nothing of it runs any more, whatever it had started.</summary>
    public void WaitForGroup()
    {
        string group = process.Id.ToString(CultureInfo.InvariantCulture);
        WaitUntil(() => !Processes().Any(n => StatOf(n) is { } stat && stat[2] == group && stat[0] is not ("Z" or "X")));
    }

    public int Wait()
    {
        Assert.True(process.WaitForExit(Patience), "the render does not end");
        return process.ExitCode;
    }

    public static bool Runs(int id) => StatOf(id.ToString(CultureInfo.InvariantCulture)) is { } stat && stat[0] is not ("Z" or "X");

    /// <summary>Waits until none of the processes is left.</summary>
    public static void WaitForEndOf(IEnumerable<int> processes) => WaitUntil(() => !processes.Any(Runs));

    public static void WaitUntil(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < Patience, "waited in vain");
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
        output.Dispose();
    }

    private static IEnumerable<string> Processes()
        => Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)!).Where(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>State, parent, group and what follows; see proc(5).</summary>
    private static string[]? StatOf(string id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace PluginRender.Build.Running;

/// <summary>
/// Interrupts the run when the process that started it has ended: <c>dotnet cake</c>, which build.sh becomes, and which only
/// SIGKILL ends earlier. The process beyond that one is of no consequence, so that a shell may end whose nohup or setsid
/// started it.
/// </summary>
/// <remarks>
/// The number of the parent tells: the kernel gives another one to a process whose parent has ended, so that it does not
/// matter who gets the old number, nor when this looks first. PR_SET_PDEATHSIG would come as soon as the thread ends that
/// started this process, which need not be the process's last.
/// </remarks>
internal sealed class StarterWatch : IDisposable
{
    /// <summary>Set by the launcher, build.cake: the number of the process to end with.</summary>
    public const string Variable = "PLUGINRENDER_STARTER";

    // What was killed may be started again at once, and takes longer than this until it writes anything.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim end = new();
    private readonly Thread watching;

    private StarterWatch(int starter, Interruption interruption)
    {
        watching = new Thread(() => Watch(starter, interruption)) { IsBackground = true, Name = "starter" };
        watching.Start();
    }

    /// <summary>Watches what the launcher names; null where this was not started by it.</summary>
    public static StarterWatch? OfThisProcess(Interruption interruption)
    {
        string? starter = Environment.GetEnvironmentVariable(Variable);
        // For this process and for none that it starts.
        Environment.SetEnvironmentVariable(Variable, null);
        return int.TryParse(starter, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new StarterWatch(number, interruption) : null;
    }

    public void Dispose()
    {
        end.Set();
        watching.Join();
        end.Dispose();
    }

    private void Watch(int starter, Interruption interruption)
    {
        do
        {
            if (Parent() is not { } parent || parent == starter) continue;
            interruption.StarterEnded();
            return;
        }
        while (!end.Wait(Period));
    }

    /// <summary>The fourth field of proc(5)'s stat; null where that cannot be read.</summary>
    private static int? Parent()
    {
        try
        {
            string stat = File.ReadAllText("/proc/self/stat");
            // The name in parentheses may hold anything.
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

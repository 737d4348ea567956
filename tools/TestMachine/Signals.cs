using System.Runtime.InteropServices;

namespace PluginRender.TestMachine;

/// <summary>Sends signals, as the <c>kill</c> command does where there is one.</summary>
public static partial class Signals
{
    /// <summary>Sends a signal to a process; one that is gone already does not get it.</summary>
    /// <param name="name">Such as KILL.</param>
    /// <param name="process">Its id; negated, the group of that id.</param>
    public static void Send(string name, int process) => _ = Kill(process, name switch
    {
        "HUP" => 1,
        "INT" => 2,
        "QUIT" => 3,
        "KILL" => 9,
        "TERM" => 15,
        "CONT" => 18,
        "STOP" => 19,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such signal"),
    });

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

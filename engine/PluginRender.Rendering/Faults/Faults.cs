namespace PluginRender.Rendering;

/// <summary>
/// Fault injection, for tests alone. A test sets the environment variable <c>PLUGINRENDER_FAULT</c> of the process it
/// starts to <c>PROCESS POINT PASS ACTION [FILE]</c>: PROCESS is <c>render</c> or <c>worker</c>, POINT a
/// <see cref="FaultPoint"/>, PASS the how manyeth pass of it in the process, ACTION one of EIO, ENOMEM, ENOSPC, KILL, CRASH
/// and WAIT, and FILE what the fault leaves behind when it happens, so that it happens once in all processes, or what WAIT
/// waits for, having written FILE.waiting. No project, plan, plugin or argument can set it: the programs read the
/// variable once, at their start, in FaultSwitch.cs. Without it a point is a test of a constant, which the compiler removes.
/// </summary>
public static class Faults
{
    /// <summary>The key of <see cref="AppContext.GetData"/> under which a program leaves <c>POINT PASS ACTION [FILE]</c> before anything else.</summary>
    public const string Key = "PluginRender.Fault";

    private static readonly Fault? Armed = AppContext.GetData(Key) is string text ? Fault.Parse(text) : null;

    /// <summary>A point is passed where errors are numbers.</summary>
    /// <returns>0, or the number of an error, as in errno.h, that is to be taken for the operation's.</returns>
    public static int At(FaultPoint point) => Armed is null ? 0 : Armed.At(point);

    /// <summary>A point is passed where errors are exceptions.</summary>
    /// <exception cref="IOException">The error that a test wants.</exception>
    public static void Pass(FaultPoint point, string path)
    {
        if (At(point) is not 0 and var error) throw new IOException($"{path}: error {error} at {point}, as a test wants", error);
    }
}

using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>How a worker process ended.</summary>
/// <param name="Code">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="IsOwnWill">Whether it ended by itself in good order, as by Environment.Exit.</param>
/// <param name="Witness">What it wrote last; may be empty.</param>
internal sealed record WorkerEnd(int Code, bool IsOwnWill, string Witness)
{
    /// <summary>signal(7), the numbers of x86 and ARM.</summary>
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
    };

    private string? Signal => IsOwnWill || Code <= 128 ? null : Signals.GetValueOrDefault(Code - 128);

    /// <summary>Whether somebody else ended it: a person, a batch system, or the kernel when memory ran out.</summary>
    public bool IsFromOutside => Signal is "SIGHUP" or "SIGINT" or "SIGQUIT" or "SIGKILL" or "SIGTERM" or "SIGXCPU";

    /// <inheritdoc/>
    public override string ToString()
    {
        string how = Signal is { } signal ? $"ended by {signal}" : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {Code}");
        return Witness.Length == 0 ? how : $"{how} after writing \"{Witness}\"";
    }
}

using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>One fault that a test asks for: what happens when a point is passed the Nth time.</summary>
/// <param name="Point">Where.</param>
/// <param name="Pass">The how manyeth pass, from 1.</param>
/// <param name="Action">What happens.</param>
/// <param name="File">What it leaves behind when it happens, so that it does not happen again; for <see cref="FaultAction.Wait"/> what it waits for. May be empty.</param>
internal sealed record Fault(FaultPoint Point, int Pass, FaultAction Action, string File)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private int passes;

    /// <summary>Reads <c>POINT PASS ACTION [FILE]</c>, such as <c>Rename 2 ENOSPC /tmp/happened</c>.</summary>
    /// <exception cref="FormatException">It is something else: a test that asks for nothing would pass.</exception>
    public static Fault Parse(string text)
    {
        string[] words = text.Split(' ', 4);
        return words.Length >= 3 && Enum.TryParse(words[0], out FaultPoint point) && Enum.TryParse(words[2], ignoreCase: true, out FaultAction action)
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int pass)
            ? new Fault(point, pass, action, words.ElementAtOrDefault(3) ?? "")
            : throw new FormatException($"'{text}' is no fault; write POINT PASS ACTION [FILE]");
    }

    /// <summary>The point is passed.</summary>
    /// <returns>The number of the error that is to happen there; 0 for none.</returns>
    public int At(FaultPoint point)
    {
        if (point != Point || Interlocked.Increment(ref passes) != Pass) return 0;
        if (Action == FaultAction.Wait)
        {
            System.IO.File.WriteAllText(File + ".waiting", "");
            while (!System.IO.File.Exists(File)) Thread.Sleep(Look);
            return 0;
        }

        if (File.Length > 0)
        {
            if (System.IO.File.Exists(File)) return 0;
            System.IO.File.WriteAllText(File, "");
        }

        if (Action == FaultAction.Crash) WriteWhereNobodyMay();
        if (Action != FaultAction.Kill) return (int)Action;
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        return 0;
    }

    /// <summary>What a library with a mistake does.</summary>
    private static unsafe void WriteWhereNobodyMay() => Volatile.Write(ref *(byte*)0x7000_0000_0000, 1);
}

/// <summary>What happens at a point: an error by its number in errno.h of Linux, or one of three other things.</summary>
internal enum FaultAction
{
    /// <summary>Input or output error.</summary>
    EIO = 5,

    /// <summary>Out of memory.</summary>
    ENOMEM = 12,

    /// <summary>No space left on the device.</summary>
    ENOSPC = 28,

    /// <summary>The process gets SIGKILL.</summary>
    Kill = 1000,

    /// <summary>The process waits there until a test has done something.</summary>
    Wait = 1001,

    /// <summary>The process writes to memory that it does not have, and so ends by a signal.</summary>
    Crash = 1002,
}

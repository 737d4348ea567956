using System.Diagnostics;
using System.Globalization;
using PluginRender.Fuzz.Mutating;
using PluginRender.Fuzz.Targets;

namespace PluginRender.Fuzz.Running;

/// <summary>An input that a reader did not survive, or answered against its promise.</summary>
/// <param name="Input">Its number.</param>
/// <param name="Kind">Thrown, hang, memory, or how the process ended.</param>
/// <param name="Text">What it wrote last.</param>
/// <param name="File">Where the input is.</param>
internal sealed record Finding(long Input, string Kind, string Text, string File);

/// <summary>How a run ended.</summary>
internal sealed record FuzzResult(string Target, ulong Seed, long Count, long Accepted, TimeSpan Time, IReadOnlyList<Finding> Findings)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Target}: seed {Seed}, {Count} inputs in {Time.TotalSeconds:0.0} s, {Accepted} accepted, {Count - Accepted - Findings.Count} refused, {Findings.Count(f => f.Kind == "hang")} hangs, {Findings.Count(f => f.Kind != "hang")} crashes");
}

/// <summary>Has a process read the inputs of a run, keeps those it does not survive, and goes on behind them with a new one.</summary>
internal static class FuzzRun
{
    private const int MostFindings = 20;

    /// <param name="target">A target's name.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="count">How many inputs.</param>
    /// <param name="folder">Where findings are kept.</param>
    public static FuzzResult Run(string target, ulong seed, long count, string folder)
    {
        Directory.CreateDirectory(folder);
        string place = Path.Combine(folder, $".{target}-{Environment.ProcessId}.board");
        var findings = new List<Finding>();
        var watch = Stopwatch.StartNew();
        try
        {
            using var board = new FuzzBoard(place);
            for (long first = 0; first < count && findings.Count < MostFindings;)
            {
                board.Input = first;
                (int code, string text) = Start(["child", target, Text(seed), Text(first), Text(count), place]);
                if (code == 0) break;
                findings.Add(Keep(target, seed, board.Input, code, text, folder));
                first = board.Input + 1;
            }

            return new FuzzResult(target, seed, findings.Count < MostFindings ? count : findings[^1].Input + 1, board.Accepted, watch.Elapsed, findings);
        }
        finally
        {
            File.Delete(place);
        }
    }

    /// <summary>Reads a file in a process of its own; what it wrote when it did not survive that, else null.</summary>
    public static string? Replay(string target, string file)
    {
        (int code, string text) = Start(["replay", target, file]);
        return code == 0 ? null : $"{KindOf(code)}: {text}";
    }

    private static Finding Keep(string target, ulong seed, long input, int code, string text, string folder)
    {
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target}-{seed}-{input}.bin"));
        using IFuzzTarget made = FuzzTargets.Make(target);
        File.WriteAllBytes(file, FuzzChild.Make(made, new Mutator(made.Seeds, made.Words), seed, input));
        return new Finding(input, KindOf(code), text, file);
    }

    private static string KindOf(int code) => code switch
    {
        FuzzChild.Thrown => "exception",
        FuzzChild.Hanging => "hang",
        FuzzChild.Oversized => "memory",
        _ => string.Create(CultureInfo.InvariantCulture, $"ended with {code}"),
    };

    private static (int Code, string Text) Start(IEnumerable<string> arguments)
    {
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        using Process process = Process.Start(new ProcessStartInfo(host, ["exec", typeof(FuzzRun).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
        })!;
        string text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text.Length > 2000 ? text[..2000] : text.TrimEnd());
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}

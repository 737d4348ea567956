using System.Diagnostics;

namespace PluginRender.Benchmark.Measuring;

/// <summary>A command to be measured; its output is kept for the message when it fails.</summary>
internal sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>Added to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="BenchmarkException">It cannot be started or failed.</exception>
    public string Run()
    {
        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        using Process process = Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new BenchmarkException($"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {errors.Result}{output}");
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BenchmarkException($"{Program} cannot be started ({e.Message}); install it, or leave out the figures that compare with it", e);
        }
    }
}

/// <summary>A figure could not be measured.</summary>
internal sealed class BenchmarkException(string message, Exception? inner = null) : Exception(message, inner);

using System.Diagnostics;
using System.Reflection.PortableExecutable;

namespace PluginRender.Worker.Tests;

/// <summary>The methods that a process compiles, as the runtime itself lists them.</summary>
internal static class JitList
{
    /// <summary>Runs a program of ours that ends with 0; a line for each method that was compiled in it.</summary>
    /// <param name="line">The program and its arguments.</param>
    /// <param name="file">Where the runtime may write them.</param>
    public static string[] Of(string[] line, string file)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            Environment = { ["DOTNET_JitStdOutFile"] = file, ["DOTNET_JitDisasmSummary"] = "1" },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);

        string[] compiled = File.ReadAllLines(file);
        Assert.NotEmpty(compiled);
        return compiled;
    }

    /// <summary>Whether an assembly was compiled ahead of time: not where the compiler is not served, see build/ReadyToRun.targets.</summary>
    public static bool IsPrecompiled(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}

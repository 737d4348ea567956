using System.Diagnostics;

namespace PluginRender.Kernels.Tiers;

/// <summary>Every kernel gives the same bits with AVX-512, with AVX2, with SSE alone and with no vector code at all.</summary>
public class InstructionSetTierTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "AVX512BW=False")]
    [InlineData("DOTNET_EnableAVX2", "AVX512BW=False AVX2=False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "AVX512BW=False AVX2=False SSSE3=False")]
    public void Kernels_WithoutAnInstructionSet_GiveTheSameHashes(string variable, string off)
    {
        string[] lines = Run(variable);
        Assert.StartsWith(off, lines[0], StringComparison.Ordinal);
        Assert.Equal(KernelHashes.All(), lines[1..]);
    }

    private static string[] Run(string variable)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(InstructionSetTierTests).Assembly.Location);
        start.ArgumentList.Add(Program.Argument);
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

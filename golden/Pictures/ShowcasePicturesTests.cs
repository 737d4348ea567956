using System.Diagnostics;
using System.Security.Cryptography;

namespace PluginRender.Golden.Pictures;

/// <summary>
/// The tool that painted the showcase's pictures, on small ones (the large take a minute): the same bytes every time,
/// on every processor. A change here means that the committed pictures are to be painted anew and looked at.
/// </summary>
public class ShowcasePicturesTests
{
    private const int Divisor = 16;

    [Fact]
    public Task Pictures_OnEveryInstructionSet_AreTheSameBytes()
    {
        string[] hashes = Paint("");
        Assert.Equal(hashes, Paint("DOTNET_EnableAVX2"));
        Assert.Equal(hashes, Paint("DOTNET_EnableHWIntrinsic"));
        return Verify(string.Join('\n', hashes) + "\n").ToTask();
    }

    /// <summary>Runs the tool, with an instruction set switched off by its variable if one is given; a line for each picture.</summary>
    private static string[] Paint(string variable)
    {
        using var folder = new TemporaryFolder();
        string tool = Path.Combine(BuiltInEffects.Repository(), "artifacts", "bin", "ShowcasePictures", "release", "ShowcasePictures.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", tool, folder.Path, $"{Divisor}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (variable.Length > 0) start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return [.. Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")];
    }
}

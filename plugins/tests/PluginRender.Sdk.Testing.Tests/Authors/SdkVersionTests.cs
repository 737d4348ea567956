using System.Diagnostics;
using System.Reflection;

namespace PluginRender.Sdk.Testing.Tests.Authors;

/// <summary>A plugin runs with later minor versions of the Sdk than the one it was built against.</summary>
public sealed class SdkVersionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("next-sdk-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("Fixture.Guide", "guide-sharpen")]
    [InlineData("Fixture.FSharp", "fsharp-invert")]
    public void Plugin_BuiltAgainstThePreviousMinorVersion_GivesTheSameFrames(string fixture, string id)
    {
        using TestedPlugin plugin = TestedPlugin.Load(Places.Fixture(fixture));
        TestedEffect effect = plugin.Effect(id);
        string host = HostWithTheNextSdk();
        string request = Path.Combine(folder.FullName, "request.json"), answer = Path.Combine(folder.FullName, "hashes.txt");
        HashRequest.Write(request, effect);
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", host, request, answer]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        Assert.Equal(FrameHashes.Of(effect), File.ReadAllLines(answer));
    }

    /// <summary>This test's own host of plugins, with an Sdk of the next minor version in the place of this one.</summary>
    private string HostWithTheNextSdk()
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "PluginRender.Sdk.Testing.*")).Distinct())
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        // It lists what it was built with; without it what lies there counts.
        File.Delete(Path.Combine(folder.FullName, "PluginRender.Sdk.Testing.deps.json"));
        string next = Path.Combine(Places.Repository, "artifacts", "next-sdk", "PluginRender.Sdk.dll"), sdk = Path.Combine(folder.FullName, "PluginRender.Sdk.dll");
        Version now = AssemblyName.GetAssemblyName(sdk).Version!;
        Assert.Equal(new Version(now.Major, now.Minor + 1, 0, 0), AssemblyName.GetAssemblyName(next).Version);
        File.Copy(next, sdk, overwrite: true);
        return Path.Combine(folder.FullName, "PluginRender.Sdk.Testing.dll");
    }
}

using System.Diagnostics;
using System.Reflection;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Pinning plugins as a user does, and what the targets make of plugins that are others then.</summary>
public sealed class PinnedPluginsTests : IDisposable
{
    private static readonly string Artifacts = typeof(RenderCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!;

    private readonly string folder = Directory.CreateTempSubdirectory("pluginrender-pinned").FullName;

    public PinnedPluginsTests()
    {
        foreach (string plugin in new[] { "Effects.Color", "Effects.Stylize" })
        {
            Directory.CreateDirectory(Path.Combine(folder, "plugins", plugin));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Artifacts, "plugins", plugin))) File.Copy(file, Path.Combine(folder, "plugins", plugin, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Plugins_OnceTheyArePinned_AreUsedAsTheyWereOrNotAtAll()
    {
        string pinned = Path.Combine(folder, "plugins", "plugins.lock");
        (int code, string output, _) = Run("--target=Effects", "--lock");
        Assert.Equal(0, code);
        Assert.Contains($"[plugins] 2 plugins with ", output, StringComparison.Ordinal);
        Assert.Contains($"files pinned in {pinned}", output, StringComparison.Ordinal);
        Assert.Equal(0, Run("--target=Effects").Code);

        string assembly = Path.Combine(folder, "plugins", "Effects.Color", "Effects.Color.dll");
        byte[] intact = File.ReadAllBytes(assembly);
        File.WriteAllBytes(assembly, [.. intact, 0]);
        (code, _, string error) = Run("--target=Render");
        Assert.Equal(65, code);
        Assert.StartsWith($"error[65]: {pinned}: plugin Effects.Color: {assembly} has SHA-256 ", error, StringComparison.Ordinal);

        File.Delete(assembly);
        (code, _, error) = Run("--target=Effects");
        Assert.Equal(69, code);
        Assert.StartsWith($"error[69]: {pinned}: plugin Effects.Color: {assembly} is missing: restore the plugin", error, StringComparison.Ordinal);

        File.WriteAllBytes(assembly, [.. intact, 0]);
        Assert.Equal(0, Run("--target=Effects", "--lock").Code);
        Assert.Equal(0, Run("--target=Effects").Code);
    }

    private (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
            ["exec", Path.Combine(Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll"), $"--plugins={Path.Combine(folder, "plugins")}", $"--output={Path.Combine(folder, "out.mp4")}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] errors = error.GetAwaiter().GetResult().Split('\n');
        return (process.ExitCode, output, errors.FirstOrDefault(l => l.StartsWith("error[", StringComparison.Ordinal)) ?? "");
    }
}

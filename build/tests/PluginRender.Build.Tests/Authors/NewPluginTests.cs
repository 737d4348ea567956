using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PluginRender.Build.Tests.Authors;

/// <summary>Builds and restores: not beside tests that measure or start what is built.</summary>
[CollectionDefinition(nameof(NewPluginTests), DisableParallelization = true)]
public sealed class BuildsAlone;

/// <summary>A new author follows plugins/README.md to the letter: packages, template, test kit, preview, render.</summary>
[Collection(nameof(NewPluginTests))]
public sealed partial class NewPluginTests : IDisposable
{
    private static readonly string Artifacts = typeof(NewPluginTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!;
    private static readonly string Root = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Artifacts))!;

    private static readonly string NuGetFolder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly string folder = Directory.CreateTempSubdirectory("new-author-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Guide_EveryCommandInOrder_GivesACheckedPluginAPreviewAndAVideo()
    {
        string[] commands = [.. CommandBlock().Matches(File.ReadAllText(Path.Combine(Root, "plugins", "README.md"))).Select(m => m.Groups[1].Value)];
        Assert.Equal(4, commands.Length);
        DateTime begun = DateTime.UtcNow;
        (int code, string text) = Shell(string.Concat(commands).Replace("../soft-glow", Path.Combine(folder, "soft-glow"), StringComparison.Ordinal));

        Assert.True(code == 0, text);
        Assert.Contains("7 packages in", text, StringComparison.Ordinal);
        Assert.Contains("Passed SoftGlow.Tests.SoftGlowTests.Effect_Always_KeepsEveryPromise", text, StringComparison.Ordinal);
        Assert.Matches(@"effect soft-glow: \d+\.\d\d ns per pixel", text);
        Assert.Contains("soft-glow 1.0.0 (SoftGlow): Tints the picture.", text, StringComparison.Ordinal);
        foreach (string made in new[] { "preview.contact.png", "preview.mp4" })
            Assert.True(File.GetLastWriteTimeUtc(Path.Combine(Artifacts, "render", made)) > begun, $"{made} was not made:\n{text}");
        Assert.Contains("\"Toward which color.\"", File.ReadAllText(Path.Combine(folder, "soft-glow", "preview", "project.schema.json")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "soft-glow", "plugins", "SoftGlow", "PluginRender.Sdk.dll")), "the plugin has a copy of the Sdk");
    }

    /// <summary>Runs commands in the repository's root. <c>dotnet cake</c> is what it becomes, since the build is there.</summary>
    private (int Code, string Text) Shell(string commands)
    {
        string build = Path.Combine(Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll");
        string dotnet = Environment.ProcessPath!;
        string script = $$"""
            set -e
            exec 2>&1
            dotnet() { if [ "$1" = cake ]; then shift; "{{dotnet}}" exec "{{build}}" "$@"; else NUGET_PACKAGES="{{LinkedPackages()}}" "{{dotnet}}" "$@"; fi; }

            """ + commands;
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, WorkingDirectory = Root };
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        // Templates are installed for a user: for this one only here. Where packages come from stays the machine's.
        string userSources = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config"), sources = Path.Combine(folder, "home", ".nuget", "NuGet", "NuGet.Config");
        Directory.CreateDirectory(Path.GetDirectoryName(sources)!);
        if (File.Exists(userSources)) File.Copy(userSources, sources);
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(folder, "home");
        start.Environment["NUGET_PACKAGES"] = NuGetFolder;
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "cache");
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Nothing outlives the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    /// <summary>The machine's packages, and room for those that were just made: another run beside this one makes its own.</summary>
    private string LinkedPackages()
    {
        string linked = Directory.CreateDirectory(Path.Combine(folder, "packages")).FullName;
        foreach (string package in Directory.EnumerateDirectories(NuGetFolder).Where(p => !Path.GetFileName(p).StartsWith("pluginrender.", StringComparison.Ordinal)))
            Directory.CreateSymbolicLink(Path.Combine(linked, Path.GetFileName(package)), package);
        return linked;
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CommandBlock();
}

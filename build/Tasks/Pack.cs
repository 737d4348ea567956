using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Projects;

namespace PluginRender.Build.Tasks;

/// <summary>Packs what plugin authors need: the Sdk, the kernels, the test kit with the loader it uses, and the template.</summary>
[TaskName(nameof(Pack)), TaskDescription("Packs the Sdk, the kernels, the test kit and the template for plugin authors into artifacts/packages.")]
public sealed class Pack : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string packages = context.Paths.Packages;
        if (Directory.Exists(packages)) Directory.Delete(packages, recursive: true);
        await DotNetCommand.PackAsync(context, Path.Combine(context.Paths.Root, "plugins", "packages.proj"));
        string[] files = [.. Directory.EnumerateFiles(packages, "*.nupkg").Order(StringComparer.Ordinal)];
        foreach (string file in files) Forget(Path.GetFileNameWithoutExtension(file));
        context.EndWith($"{Counted.Of(files.Length, "package")} in {packages}");
        foreach (string file in files) context.Information($"[pack] {Path.GetRelativePath(context.Paths.Root, file)}");
    }

    /// <summary>
    /// NuGet takes a package of a known version from its own folder without looking further; what an earlier run left there
    /// must not stand for what was packed now.
    /// </summary>
    private static void Forget(string package)
    {
        string[] words = package.Split('.');
        string folder = Path.Combine(NuGetFolder(), string.Join('.', words[..^3]).ToLowerInvariant(), string.Join('.', words[^3..]));
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static string NuGetFolder() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

using System.Diagnostics;

namespace PluginRender.Build.Testing;

/// <summary>What tests and benchmarks need of the machine beyond a render, and Debian's packages for it.</summary>
internal static class TestPackages
{
    private static readonly Wanted FFmpegCommand = new(() => IsCommand("ffmpeg") && IsCommand("ffprobe"), "ffmpeg");

    private static readonly Wanted Compiler = new(() => IsCommand("gcc"), "gcc", "libc6-dev");

    private static readonly Wanted Headers = new(() => HasHeader("libavcodec/avcodec.h") && HasHeader("libavformat/avformat.h") && HasHeader("libswscale/swscale.h"),
        "libavcodec-dev", "libavformat-dev", "libavutil-dev", "libswscale-dev");

    private static readonly Wanted Browser = new(() => IsCommand("chromium") || IsCommand("chromium-browser") || IsCommand("google-chrome"), "chromium");

    /// <summary>For every test.</summary>
    /// <remarks>The browser last and by itself: it is large, and not every distribution has that package.</remarks>
    public static Task InstallForTestsAsync(BuildContext context) => InstallAsync(context, [FFmpegCommand, Compiler, Headers], [Browser]);

    /// <summary>For the tests of the native side.</summary>
    public static Task InstallForNativeTestsAsync(BuildContext context) => InstallAsync(context, [Compiler, Headers]);

    /// <summary>For what is compared with the ffmpeg command.</summary>
    public static Task InstallFFmpegCommandAsync(BuildContext context) => InstallAsync(context, [FFmpegCommand]);

    /// <summary>Installs what is missing of each group. What cannot be installed costs the tests that need it, and they say so.</summary>
    private static async Task InstallAsync(BuildContext context, params Wanted[][] groups)
    {
        foreach (Wanted[] group in groups)
        {
            string[] packages = [.. group.Where(wanted => !wanted.IsThere()).SelectMany(wanted => wanted.Packages)];
            if (packages.Length == 0) continue;
            if (await RefusalAsync(context, packages) is { } reason)
                context.Told.Write("setup", $"WARNING without {string.Join(", ", packages)}: {reason}; the tests that need them are skipped");
        }
    }

    /// <returns>Why they are not installed; null when they are.</returns>
    private static async Task<string?> RefusalAsync(BuildContext context, string[] packages)
    {
        string script = Path.Combine(context.Paths.Root, "build", "packages.sh");
        using Process process = Process.Start(new ProcessStartInfo("bash", [script, .. packages]) { RedirectStandardOutput = true })!;
        string reason = await process.StandardOutput.ReadToEndAsync(context.Interrupted);
        await process.WaitForExitAsync(context.Interrupted);
        return process.ExitCode == 0 ? null : reason.Trim();
    }

    private static bool IsCommand(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, name)));

    // Where Debian has them, and where what is built by hand goes.
    private static bool HasHeader(string name) => ((string[])["/usr/include/x86_64-linux-gnu", "/usr/include", "/usr/local/include"])
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    private sealed record Wanted(Func<bool> IsThere, params string[] Packages);
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace PluginRender.TestMachine;

/// <summary>The machine that the tests run on. Nothing here throws: tests are found by it.</summary>
public static class Machine
{
    private static readonly ConcurrentDictionary<Need, Lazy<string?>> Found = new();

    /// <summary>The names of browsers that will do, in order.</summary>
    public static IReadOnlyList<string> ChromiumNames { get; } = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The browser; null for none.</summary>
    public static string? Chromium { get; } = ChromiumNames.Select(PathOf).FirstOrDefault(path => path is not null);

    /// <summary>Why a test that needs all this cannot run here, as a sentence without its dot; null when it can.</summary>
    public static string? Lacks(params Need[] needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        string[] lacking = [.. needs.Select(need => Found.GetOrAdd(need, n => new Lazy<string?>(() => Look(n))).Value).OfType<string>()];
        return lacking.Length == 0 ? null : string.Join("; ", lacking);
    }

    /// <summary>Where a command is that this machine has on its PATH; null for none.</summary>
    public static string? PathOf(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);

    private static string? Look(Need need) => need switch
    {
        Need.FFmpegCommand => Commands("the ffmpeg command is missing (Debian's package ffmpeg)", "ffmpeg", "ffprobe"),
        Need.FFmpegHeaders => Headers(),
        Need.Chromium => Chromium is null ? $"no {string.Join(", ", ChromiumNames)} is on the PATH (Debian's package chromium)" : null,
        Need.ImageMagick => Commands("ImageMagick's convert command is missing (Debian's package imagemagick)", "convert"),
        Need.Mounting => Mounting(),
        Need.NotRoot => Environment.IsPrivilegedProcess ? "root may read and write everything; run the tests as another user" : null,
        Need.Root => Environment.IsPrivilegedProcess ? null : "only root can become another user; run the tests as root",
        Need.Terminals => Commands("the script command is missing (Debian's package bsdutils)", "script")
            ?? (Try("script", ["--quiet", "--return", "--command", "true", "/dev/null"]) is { } error ? $"no terminal can be made here: {error}" : null),
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, "there is no such need"),
    };

    private static string? Commands(string problem, params string[] names) => names.Any(name => PathOf(name) is null) ? problem : null;

    private static string? Headers()
    {
        const string packages = "Debian's packages gcc, libc6-dev, libavcodec-dev, libavformat-dev, libavutil-dev and libswscale-dev";
        if (PathOf("gcc") is null) return $"no C compiler (gcc) and FFmpeg headers are there to compare with ({packages})";
        string[] headers = ["stdio.h", "libavcodec/avcodec.h", "libavformat/avformat.h", "libavutil/avutil.h", "libswscale/swscale.h"];
        IEnumerable<string> includes = headers.SelectMany(header => (string[])["-include", header]);
        return Try("gcc", ["-fsyntax-only", "-w", .. includes, "-x", "c", "/dev/null"]) is null ? null : $"the headers of C or FFmpeg are missing ({packages})";
    }

    private static string? Mounting()
    {
        string folder = Directory.CreateTempSubdirectory("pluginrender-mounting").FullName;
        try
        {
            string? error = Try("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", folder]);
            if (error is null) Try("umount", ["--lazy", folder]);
            return error is null ? null : $"a small tmpfs cannot be mounted here ({error}); run the tests as root";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    /// <returns>The first line of why it failed; null when it did not.</returns>
    private static string? Try(string command, IEnumerable<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string error = process.StandardError.ReadToEnd() + output.Result;
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? $"{command} ended with {process.ExitCode}";
        }
        catch (Win32Exception e)
        {
            return $"{command}: {e.Message}";
        }
    }
}

using System.Diagnostics;

namespace PluginRender.Media.Tests;

/// <summary>The ffmpeg command, which knows nothing of this project: an independent judge.</summary>
internal static class FFmpegCommand
{
    public static byte[] Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var output = new MemoryStream();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && errors.Result.Length == 0, $"ffmpeg {string.Join(' ', arguments)}: {process.ExitCode} {errors.Result}");
        return output.ToArray();
    }

    /// <summary>One frame as RGB, converted by the tags of the file.</summary>
    public static byte[] Rgb(string video, int frame = 0) => Run(
        "-i", video, "-vf", $"select=eq(n\\,{frame}),scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int+bicubic",
        "-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "-");
}

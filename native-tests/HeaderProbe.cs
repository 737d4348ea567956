using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PluginRender.NativeTests;

/// <summary>Evaluates C expressions against the installed FFmpeg headers with a compiled program.</summary>
internal static class HeaderProbe
{
    private const string Remedy = "install them (Debian: apt-get install gcc libavcodec-dev libavformat-dev libavutil-dev libswscale-dev)";

    private static readonly string[] Headers =
    [
        "libavcodec/avcodec.h", "libavformat/avformat.h", "libavformat/avio.h", "libavutil/channel_layout.h", "libavutil/dict.h",
        "libavutil/error.h", "libavutil/frame.h", "libavutil/log.h", "libavutil/opt.h", "libavutil/pixdesc.h",
        "libswscale/swscale.h", "errno.h", "stddef.h", "stdio.h",
    ];

    /// <returns>The value of each expression as a 64-bit integer, in order.</returns>
    public static long[] Evaluate(IReadOnlyList<string> expressions, string compiler = "gcc")
    {
        string folder = Directory.CreateTempSubdirectory("header-probe").FullName;
        try
        {
            var source = new StringBuilder();
            foreach (string header in Headers) source.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
            source.Append("int main(void) {\n");
            foreach (string expression in expressions) source.Append(CultureInfo.InvariantCulture, $"    printf(\"%lld\\n\", (long long)({expression}));\n");
            source.Append("    return 0;\n}\n");
            string file = Path.Combine(folder, "probe.c");
            string program = Path.Combine(folder, "probe");
            File.WriteAllText(file, source.ToString());
            // -w: what is deprecated has a layout all the same.
            Run(compiler, ["-w", "-o", program, file]);
            return [.. Run(program, []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => long.Parse(l, CultureInfo.InvariantCulture))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string command, IEnumerable<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0) return output;
            throw new InvalidOperationException(errors.Result.Contains("No such file or directory", StringComparison.Ordinal)
                ? $"the layouts are unchecked: the FFmpeg 5.1 headers are missing; {Remedy}\n{errors.Result}"
                : $"{command} exited with {process.ExitCode}:\n{errors.Result}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"the layouts are unchecked: {command} could not be started; the compiler and the FFmpeg 5.1 headers are needed, {Remedy}", e);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>
/// What the C compiler says of FFmpeg's headers: a program generated from the C# declarations is compiled
/// against them and prints every size, offset and constant.
/// </summary>
public sealed class LayoutProbe : IDisposable
{
    private const string Includes = """
        #include <stdio.h>
        #include <stddef.h>
        #include <libavcodec/avcodec.h>
        #include <libavformat/avformat.h>
        #include <libavutil/avutil.h>
        #include <libavutil/opt.h>
        #include <libavutil/pixdesc.h>
        #include <libswscale/swscale.h>
        int main(void) {

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("layout").FullName;

    public LayoutProbe()
    {
        var source = new StringBuilder(Includes);
        foreach (Type type in Structs)
        {
            Print(source, $"sizeof({type.Name})", $"sizeof({type.Name})");
            foreach (FieldInfo field in Fields(type)) Print(source, $"{type.Name}.{field.Name}", $"offsetof({type.Name}, {field.Name})");
        }

        foreach (Type type in Enums)
            foreach (string name in Enum.GetNames(type)) Print(source, name, name);
        foreach (FieldInfo macro in Macros) Print(source, macro.Name, macro.Name);
        string c = Path.Combine(folder, "probe.c");
        File.WriteAllText(c, source.Append("return 0; }\n").ToString());
        Run("gcc", ["-w", "-o", Path.Combine(folder, "probe"), c]);
        Values = Run(Path.Combine(folder, "probe"), []).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).ToDictionary(p => p[0], p => long.Parse(p[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Names with the compiler's values.</summary>
    public IReadOnlyDictionary<string, long> Values { get; }

    /// <summary>The bound structs that have fields; arrays, unions and callbacks are parts of them.</summary>
    public static IEnumerable<Type> Structs => typeof(ffmpeg).Assembly.GetTypes().Where(t => t is { IsValueType: true, IsEnum: false, IsPublic: true }
        && t.Name.StartsWith("AV", StringComparison.Ordinal) && !t.Name.Contains('_', StringComparison.Ordinal) && Fields(t).Any());

    public static IEnumerable<Type> Enums => typeof(ffmpeg).Assembly.GetTypes().Where(t => t is { IsEnum: true, IsPublic: true });

    public static IEnumerable<FieldInfo> Macros => typeof(ffmpeg).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.IsLiteral && !f.Name.StartsWith('E'));

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Instance);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Print(StringBuilder source, string name, string expression)
        => source.AppendLine(CultureInfo.InvariantCulture, $"    printf(\"{name} %lld\\n\", (long long)({expression}));");

    private static string Run(string command, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(
            $"{command} exited with {process.ExitCode}; install gcc libavcodec-dev libavformat-dev libavutil-dev libswscale-dev\n{errors.Result}");
    }
}

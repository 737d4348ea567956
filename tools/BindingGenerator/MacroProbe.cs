using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BindingGenerator;

/// <summary>Values of macros, found by compiling them.</summary>
internal static class MacroProbe
{
    public static IReadOnlyList<(string Name, long Value)> Evaluate(IReadOnlyList<string> names)
    {
        string folder = Directory.CreateTempSubdirectory("macros").FullName;
        try
        {
            var source = new StringBuilder(CastXml.Umbrella).AppendLine("\n#include <stdio.h>\nint main(void) {");
            foreach (string name in names) source.AppendLine(CultureInfo.InvariantCulture, $"    printf(\"%lld\\n\", (long long)({name}));");
            source.AppendLine("    return 0;\n}");
            string c = Path.Combine(folder, "macros.c");
            File.WriteAllText(c, source.ToString());
            Run("gcc", ["-o", Path.Combine(folder, "macros"), c]);
            string[] values = Run(Path.Combine(folder, "macros"), []).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. names.Zip(values, (n, v) => (n, long.Parse(v, CultureInfo.InvariantCulture)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string command, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command} exited with {process.ExitCode}");
    }
}

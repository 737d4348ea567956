using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BindingGenerator;

/// <summary>Values of macros in the given order, found by compiling them.</summary>
internal static class MacroProbe
{
    public static IReadOnlyList<long> Evaluate(IEnumerable<string> names)
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
            return [.. Run(Path.Combine(folder, "macros"), []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(v => long.Parse(v, CultureInfo.InvariantCulture))];
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

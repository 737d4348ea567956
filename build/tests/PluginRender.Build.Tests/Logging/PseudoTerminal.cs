using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PluginRender.Build.Tests.Logging;

/// <summary>A command on a terminal of its own, which util-linux's script makes; what it wrote, and what that looks like.</summary>
internal static class PseudoTerminal
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Variables to set; an empty TERM or CI counts as not set.</param>
    public static (int ExitCode, string Written) Run(int columns, IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        using Process process = Start(columns, command, environment);
        string written = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, written);
    }

    /// <summary>Starts it; its standard input is the terminal's keyboard.</summary>
    public static Process Start(int columns, IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        string line = string.Join(' ', command.Select(word => $"'{word}'"));
        string sized = string.Create(CultureInfo.InvariantCulture, $"stty cols {columns} rows 24; exec {line}");
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--echo", "never", "--command", sized, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (string name in (string[])["CI", "NO_COLOR"]) start.Environment.Remove(name);
        start.Environment["TERM"] = "xterm-256color";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What a terminal of that width shows, as rows from the first line on; see ECMA-48. What is not used here is refused.</summary>
    public static IReadOnlyList<string> Screen(string written, int columns)
    {
        var rows = new List<char[]> { Blank(columns) };
        int row = 0, column = 0;
        for (int i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '\r': column = 0; break;
                case '\n': Down(); break;
                case '\e': i = Obey(i); break;
                default: Put(written[i]); break;
            }
        }

        return [.. rows.Select(r => new string(r).TrimEnd())];

        void Put(char character)
        {
            if (column == columns) (column, _) = (0, Down());
            rows[row][column++] = character;
        }

        bool Down()
        {
            if (++row == rows.Count) rows.Add(Blank(columns));
            return true;
        }

        int Obey(int at)
        {
            int end = at + 2;
            // Keypad modes have no bracket.
            if (written[at + 1] is '=' or '>') return at + 1;
            while (written[end] is (>= '0' and <= '9') or ';' or '?') end++;
            string number = written[(at + 2)..end];
            switch (written[end])
            {
                case 'm' or 'h' or 'l': break;
                case 'A': row -= Count(number); break;
                case 'K': Array.Fill(rows[row], ' ', number == "2" ? 0 : Math.Min(column, columns - 1), columns - (number == "2" ? 0 : Math.Min(column, columns - 1))); break;
                case 'J':
                    Array.Fill(rows[row], ' ', column, columns - column);
                    for (int below = row + 1; below < rows.Count; below++) Array.Fill(rows[below], ' ');
                    break;
                default: throw new InvalidOperationException($"ESC [ {number} {written[end]}");
            }

            return end;
        }

        static int Count(string number) => number.Length == 0 ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        static char[] Blank(int columns) => [.. Enumerable.Repeat(' ', columns)];
    }
}

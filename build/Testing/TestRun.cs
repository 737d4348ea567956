using System.Xml.Linq;
using Cake.Common.Diagnostics;
using PluginRender.Build.Processes;
using PluginRender.Projects;

namespace PluginRender.Build.Testing;

/// <summary>Runs compiled test projects one after another, so that timings and memory are each project's own.</summary>
internal static class TestRun
{
    /// <summary>What is not among <see cref="Long"/>.</summary>
    public const string Short = "Category!=Long";

    /// <summary>Tests that take minutes and have a target of their own.</summary>
    public const string Long = "Category=Long";

    /// <summary>Runs them all, tells which were skipped and why, sets the run's last line to the totals and fails if any test did.</summary>
    /// <param name="context">The run.</param>
    /// <param name="projects">The test projects, compiled.</param>
    /// <param name="filter">Which of their tests: <see cref="Short"/> or <see cref="Long"/>.</param>
    public static async Task RunAsync(BuildContext context, IReadOnlyList<string> projects, string filter = Short)
    {
        TestTotals totals = TestTotals.None;
        var skipped = new List<string>();
        var broken = new List<string>();
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            context.Information($"[test] {name}");
            (TestTotals found, bool passed) = await RunOneAsync(context, project, filter, skipped);
            totals += found;
            if (!passed)
                broken.Add(name);
            context.EndWith(totals.ToString());
        }

        foreach (string line in SkippedTests.Summary(skipped)) context.Told.Write("test", line);
        if (broken.Count > 0)
            throw new TaskFailedException(ExitCode.Defect, $"{Counted.Of(totals.Failed, "test")} failed in {string.Join(", ", broken)} (see above).");
    }

    private static async Task<(TestTotals Totals, bool Passed)> RunOneAsync(BuildContext context, string project, string filter, List<string> skipped)
    {
        string folder = Path.Combine(context.Paths.Artifacts, "tests", Path.GetFileNameWithoutExtension(project));
        string trx = Path.Combine(folder, "results.trx");
        Directory.CreateDirectory(folder);
        File.Delete(trx);
        int exitCode = await DotNetCommand.RunAsync(context,
        [
            "test", TestProjects.AssemblyOf(context.Paths, project), "--nologo", "--results-directory", folder,
            "--logger", "trx;LogFileName=results.trx", "--filter", filter,
            // Long tests tell what they did, and with which seed.
            "--logger", $"console;verbosity={(filter == Long ? "detailed" : "minimal")}",
        ]);
        TestTotals totals = TestTotals.None;
        if (File.Exists(trx))
        {
            XDocument results = XDocument.Load(trx);
            totals = TestTotals.FromTrx(results);
            skipped.AddRange(SkippedTests.ReasonsIn(results));
        }

        // A crash of the test process leaves no failed test behind, but an exit code.
        if (exitCode != 0 && totals.Failed == 0)
            totals += new TestTotals(0, 1, 0);
        return (totals, totals.Failed == 0);
    }
}

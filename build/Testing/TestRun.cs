using System.Xml.Linq;
using Cake.Common.Diagnostics;
using PluginRender.Build.Processes;

namespace PluginRender.Build.Testing;

/// <summary>Runs compiled test projects one after another, so that timings and memory are each project's own.</summary>
internal static class TestRun
{
    /// <summary>Runs them all, sets the run's last line to the totals and fails if any test did.</summary>
    public static async Task RunAsync(BuildContext context, IReadOnlyList<string> projects)
    {
        TestTotals totals = TestTotals.None;
        var broken = new List<string>();
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            context.Information($"[test] {name}");
            (TestTotals found, bool passed) = await RunOneAsync(context, project);
            totals += found;
            if (!passed)
                broken.Add(name);
            context.EndWith(totals.ToString());
        }

        if (broken.Count > 0)
            throw new TaskFailedException(ExitCode.Defect, $"{totals.Failed} tests failed in {string.Join(", ", broken)} (see above).");
    }

    private static async Task<(TestTotals Totals, bool Passed)> RunOneAsync(BuildContext context, string project)
    {
        string results = Path.Combine(context.Paths.Artifacts, "tests", Path.GetFileNameWithoutExtension(project));
        string trx = Path.Combine(results, "results.trx");
        Directory.CreateDirectory(results);
        File.Delete(trx);
        int exitCode = await DotNetCommand.RunAsync(context,
        [
            "test", TestProjects.AssemblyOf(context.Paths, project), "--nologo", "--results-directory", results,
            "--logger", "trx;LogFileName=results.trx", "--logger", "console;verbosity=minimal",
        ]);
        TestTotals totals = File.Exists(trx) ? TestTotals.FromTrx(XDocument.Load(trx)) : TestTotals.None;

        // A crash of the test process leaves no failed test behind, but an exit code.
        if (exitCode != 0 && totals.Failed == 0)
            totals += new TestTotals(0, 1, 0);
        return (totals, totals.Failed == 0);
    }
}

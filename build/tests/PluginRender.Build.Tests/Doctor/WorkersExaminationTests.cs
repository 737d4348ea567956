using System.Globalization;
using PluginRender.Build.Doctor;

namespace PluginRender.Build.Tests.Doctor;

public class WorkersExaminationTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Readme_TableOfMachines_IsWhatIsAdmitted(int gigabytes)
    {
        long budget = new MemoryLimit((long)gigabytes << 30, null).DefaultBudgetBytes;
        string[] cells = [.. WorkersExamination.Usual.Select(v => WorkersExamination.Admit(v, int.MaxValue, budget).Workers.ToString(CultureInfo.InvariantCulture))];
        string row = $"| {gigabytes} GB | {string.Join(" | ", cells)} |";
        Assert.Contains(row, File.ReadLines(Path.Combine(RepositoryPaths.Find(AppContext.BaseDirectory).Root, "README.md")));
    }

    [Fact]
    public void Examine_ThisMachine_SaysWorkersReasonAndMemoryOfEverySize()
    {
        Finding[] findings = [.. new WorkersExamination().Examine()];
        Assert.Equal(WorkersExamination.Usual.Length, findings.Length);
        Assert.All(findings, f => Assert.Matches(@"^\d+ for \d+x\d+ (draft|delivery), as many as .+; \d+ MiB expected$", f.Text));
    }
}

using System.Globalization;

namespace PluginRender.Build.Doctor;

/// <summary>How much memory there is for renders.</summary>
internal sealed class MemoryExamination : IExamination
{
    public IEnumerable<Finding> Examine()
    {
        MemoryLimit limit = MemoryLimit.OfThisProcess();
        string bound = limit.CgroupBytes is { } cgroup && cgroup < limit.PhysicalBytes ? $", {Gib(cgroup)} of them for this cgroup" : string.Empty;
        yield return new Finding("memory", $"{Gib(limit.PhysicalBytes)}{bound}; a render's budget is {Gib(limit.DefaultBudgetBytes)}");
    }

    private static string Gib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}

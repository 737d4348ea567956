using System.Globalization;

namespace PluginRender.Build.Doctor;

/// <summary>How much memory there is for renders.</summary>
internal sealed class MemoryExamination : IExamination
{
    /// <summary>What one worker of a 1920x1080 draft needs, with the render itself.</summary>
    private const long LeastBytes = 256L << 20;

    public IEnumerable<Finding> Examine()
    {
        MemoryLimit limit = MemoryLimit.OfThisProcess();
        string bound = limit.CgroupBytes is { } cgroup && cgroup < limit.PhysicalBytes ? $", {Gib(cgroup)} of them for this cgroup" : string.Empty;
        string text = $"{Gib(limit.PhysicalBytes)}{bound}; a render's budget is {Gib(limit.DefaultBudgetBytes)}";
        yield return limit.DefaultBudgetBytes >= LeastBytes
            ? new Finding("memory", text)
            : new Finding("memory", text, bound.Length > 0 ? "give the cgroup or container more memory (docker run --memory=1g)" : "render on a machine with more memory, or smaller videos");
    }

    private static string Gib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}

using System.Globalization;

namespace PluginRender.Build.Doctor;

/// <summary>The memory that a render may count on.</summary>
/// <param name="PhysicalBytes">The machine's memory.</param>
/// <param name="CgroupBytes">The least limit among the process's cgroup and those above it; null for none.</param>
public sealed record MemoryLimit(long PhysicalBytes, long? CgroupBytes)
{
    /// <summary>80% of the lesser of both: what is left is for the rest of the machine.</summary>
    public long DefaultBudgetBytes => Math.Min(PhysicalBytes, CgroupBytes ?? long.MaxValue) / 10 * 8;

    /// <summary>Reads the limits of this process, from cgroup v2 or v1.</summary>
    public static MemoryLimit OfThisProcess() => Read("/proc", "/sys/fs/cgroup");

    internal static MemoryLimit Read(string proc, string cgroups)
    {
        string meminfo = File.ReadLines(Path.Combine(proc, "meminfo")).First(line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        long kib = long.Parse(meminfo.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        long physical = kib * 1024;
        string membership = Path.Combine(proc, "self", "cgroup");
        long[] limits = File.Exists(membership) ? [.. File.ReadLines(membership).SelectMany(line => LimitsOf(line, cgroups))] : [];
        // v1 says "no limit" with a number just below 2^63.
        return new MemoryLimit(physical, limits.Where(limit => limit < long.MaxValue / 2).Select(limit => (long?)limit).Min());
    }

    // "0::/path" is version 2, "9:memory:/path" version 1; see cgroups(7).
    private static IEnumerable<long> LimitsOf(string line, string cgroups)
    {
        string[] parts = line.Split(':', 3);
        if (parts.Length < 3)
            yield break;
        bool isVersion2 = parts[0] == "0" && parts[1].Length == 0;
        if (!isVersion2 && !parts[1].Split(',').Contains("memory"))
            yield break;

        string root = isVersion2 ? cgroups : Path.Combine(cgroups, "memory");
        string file = isVersion2 ? "memory.max" : "memory.limit_in_bytes";
        // In a container the path may be the host's; then only the root is there to be read.
        for (string path = parts[2].Trim('/'); ; path = Path.GetDirectoryName(path) ?? string.Empty)
        {
            string limitFile = Path.Combine(root, path, file);
            if (File.Exists(limitFile) && long.TryParse(File.ReadAllText(limitFile), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long limit))
                yield return limit;
            if (path.Length == 0)
                yield break;
        }
    }
}

using PluginRender.Build.Doctor;

namespace PluginRender.Build.Tests.Doctor;

public sealed class MemoryLimitTests : IDisposable
{
    private const long Gib = 1L << 30;

    private readonly string _root = Directory.CreateTempSubdirectory("cgroup-").FullName;

    public MemoryLimitTests() => Write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:         1 kB\n");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Read_NoCgroup_IsThePhysicalMemory()
    {
        MemoryLimit limit = Read();

        Assert.Equal(new MemoryLimit(8 * Gib, null), limit);
        Assert.Equal(8 * Gib / 10 * 8, limit.DefaultBudgetBytes);
    }

    [Fact]
    public void Read_Version2_TakesTheLeastLimitOnTheWayUp()
    {
        Write("proc/self/cgroup", "0::/farm/job\n");
        Write("cgroup/farm/memory.max", $"{2 * Gib}\n");
        Write("cgroup/farm/job/memory.max", "max\n");

        Assert.Equal(2 * Gib, Read().CgroupBytes);
    }

    [Fact]
    public void Read_Version2InAContainer_ReadsTheRoot()
    {
        Write("proc/self/cgroup", "0::/not/visible/here\n");
        Write("cgroup/memory.max", $"{Gib}\n");

        Assert.Equal(Gib, Read().CgroupBytes);
        Assert.Equal(Gib / 10 * 8, Read().DefaultBudgetBytes);
    }

    [Fact]
    public void Read_Version1_ReadsTheMemoryController()
    {
        Write("proc/self/cgroup", "12:cpu,cpuacct:/other\n9:memory:/job\n");
        Write("cgroup/memory/job/memory.limit_in_bytes", $"{3 * Gib}\n");

        Assert.Equal(3 * Gib, Read().CgroupBytes);
    }

    [Fact]
    public void Read_Version1Unlimited_IsNoLimit()
    {
        Write("proc/self/cgroup", "9:memory:/\n");
        Write("cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Null(Read().CgroupBytes);
    }

    private MemoryLimit Read() => MemoryLimit.Read(Path.Combine(_root, "proc"), Path.Combine(_root, "cgroup"));

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

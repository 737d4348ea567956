using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Benchmark.Measuring;

/// <summary>What something took.</summary>
/// <param name="Wall">Seconds from begin to end.</param>
/// <param name="Cpu">Processor seconds of all its threads and processes.</param>
internal readonly record struct Cost(double Wall, double Cpu)
{
    public static Cost operator -(Cost a, Cost b) => new(a.Wall - b.Wall, a.Cpu - b.Cpu);

    /// <summary>The cost of work of this process.</summary>
    public static Cost Of(Action work)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        work();
        double wall = watch.Elapsed.TotalSeconds;
        self.Refresh();
        return new Cost(wall, (self.TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>The cost of a command and of all processes that it waited for.</summary>
    /// <exception cref="BenchmarkException">The command failed.</exception>
    public static Cost Of(Command command)
    {
        double before = ChildrenSeconds();
        var watch = Stopwatch.StartNew();
        command.Run();
        double wall = watch.Elapsed.TotalSeconds;
        return new Cost(wall, ChildrenSeconds() - before);
    }

    /// <summary>The middle of several, each of the two by itself.</summary>
    public static Cost Median(IEnumerable<Cost> costs)
    {
        Cost[] all = [.. costs];
        return new Cost(Median([.. all.Select(c => c.Wall)]), Median([.. all.Select(c => c.Cpu)]));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Fields 16 and 17 of proc(5)'s stat: time of children waited for, in ticks of 10 ms.</summary>
    private static double ChildrenSeconds()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0;
    }
}

namespace PluginRender.Benchmark.Measuring;

/// <summary>One line of the result.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Value">The ratio, or a size or time with <paramref name="Unit"/>.</param>
/// <param name="Unit">"x" for a ratio, else such as "s" or "MB".</param>
/// <param name="Goal">Such as "≤ 1.20"; empty when there is none.</param>
/// <param name="Sides">The absolute figures behind it.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Goal, string Sides)
{
    /// <summary>The ratios of two costs, by processor and by wall time.</summary>
    public static IEnumerable<Figure> Ratios(string name, (string Name, Cost Cost) a, (string Name, Cost Cost) b, string goal) =>
    [
        new($"{name}, CPU", a.Cost.Cpu / b.Cost.Cpu, "x", goal, FormattableString.Invariant($"{a.Name} {a.Cost.Cpu:0.00} s, {b.Name} {b.Cost.Cpu:0.00} s")),
        new($"{name}, wall", a.Cost.Wall / b.Cost.Wall, "x", goal, FormattableString.Invariant($"{a.Name} {a.Cost.Wall:0.00} s, {b.Name} {b.Cost.Wall:0.00} s")),
    ];
}

/// <summary>A group of figures that are measured together.</summary>
internal interface IFigureGroup
{
    /// <summary>The word that chooses it on the command line.</summary>
    string Name { get; }

    /// <exception cref="BenchmarkException">It cannot be measured here.</exception>
    IEnumerable<Figure> Measure();
}

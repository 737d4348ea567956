using System.Globalization;
using PluginRender.Benchmark.Measuring;

namespace PluginRender.Benchmark.Figures;

/// <summary>Nanoseconds a pixel of each kernel, on each instruction-set tier, and its share of the memory's bandwidth.</summary>
internal sealed class Kernels(Environs environs) : IFigureGroup
{
    private static readonly (string Name, (string, string)[] Environment)[] Tiers =
    [
        ("AVX-512", []), ("AVX2", [("DOTNET_EnableAVX512", "0")]), ("SSSE3", [("DOTNET_EnableAVX2", "0")]), ("scalar", [("DOTNET_EnableHWIntrinsic", "0")]),
    ];

    public string Name => "kernels";

    public IEnumerable<Figure> Measure()
    {
        foreach ((string tier, (string Name, string Value)[] variables) in Tiers)
        {
            // The copy of memory is the first line: bandwidth is what it moves.
            double bandwidth = 0;
            var run = new Command("dotnet", environs.Assembly("PluginRender.Benchmark"), "kernels") { Environment = variables.ToDictionary(v => v.Name, v => v.Value) };
            foreach (string line in run.Run().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = line.Split('\t');
                double nanoseconds = double.Parse(parts[1], CultureInfo.InvariantCulture), bytes = double.Parse(parts[2], CultureInfo.InvariantCulture);
                if (bandwidth == 0) bandwidth = bytes / nanoseconds;
                yield return new Figure($"{parts[0]}, {tier}", nanoseconds, "ns/pixel", "", $"{100 * bytes / nanoseconds / bandwidth:0}% of {bandwidth:0.0} GB/s");
            }
        }
    }
}

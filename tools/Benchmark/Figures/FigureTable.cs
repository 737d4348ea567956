using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using PluginRender.Benchmark.Measuring;

namespace PluginRender.Benchmark.Figures;

/// <summary>The result as a Markdown table.</summary>
internal static class FigureTable
{
    public static string Text(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder("| figure | value | goal | sides |\n|---|---|---|---|\n");
        foreach (Figure figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value:0.###} {figure.Unit} | {figure.Goal} | {figure.Sides} |\n");
        return text.ToString();
    }
}

/// <summary>Writes figures without reflection.</summary>
[JsonSerializable(typeof(List<Figure>))]
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class FigureJson : JsonSerializerContext;

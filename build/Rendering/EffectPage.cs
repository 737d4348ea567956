using System.Globalization;
using System.Text;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Build.Rendering;

/// <summary>The catalog of effects as a page of Markdown, made from what their metadata says.</summary>
public static class EffectPage
{
    private const string Head = """
        # Effects

        Made from what the built-in effects declare, by `dotnet cake --target=Effects --catalog`, and no more than that:
        `dotnet cake --target=Effects` lists the effects of any folder of plugins.

        """;

    /// <summary>A section for each effect, a row for each parameter.</summary>
    public static string Markdown(IEnumerable<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var page = new StringBuilder(Head);
        foreach (EffectDescriptor effect in effects)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {effect.Id}\n\n{Cell(effect.Summary)} Reads {Reads(effect.Access)}{(effect.UsesSubjectMask ? ", and the mask of the picture's subjects" : "")}. ")
                .Append(CultureInfo.InvariantCulture, $"Version {effect.Version}, plugin {effect.Plugin}; {effect.Concurrency}, {effect.Determinism}.\n");
            if (effect.Parameters.IsEmpty) continue;
            page.Append("\n| parameter | takes | default | |\n|---|---|---|---|\n");
            foreach (ParameterDescriptor parameter in effect.Parameters)
            {
                string fallback = parameter.Default is null ? "required" : $"`{EffectListing.Value(parameter.Default)}`";
                page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {Cell(ParameterForm.Describe(parameter))} | {Cell(fallback)} | {Cell(parameter.Summary)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Reads(PixelAccess access) => access switch
    {
        PixelAccess.Point => "each sample alone",
        PixelAccess.Neighborhood => "samples nearby",
        PixelAccess.Frame => "the whole frame",
        _ => "the picture at its full resolution, so it comes first in its segment",
    };

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}

using PluginRender.Hosting;

namespace PluginRender.Golden;

/// <summary>The built-in effects as the build left them, found like anyone's plugins.</summary>
internal static class BuiltInEffects
{
    public static IReadOnlyList<string> Ids { get; } = ["blur", "fade", "grade", "grain", "kenburns", "pixelate", "vignette"];

    /// <summary>Reads the plugins below artifacts/; one that is missing or broken fails the test.</summary>
    public static EffectCatalog Discover()
    {
        EffectCatalog catalog = EffectCatalog.Discover([Path.Combine(Repository(), "artifacts", "plugins")]);
        Assert.Empty(catalog.Problems);
        Assert.Equal(Ids, catalog.Effects.Select(e => e.Id).Intersect(Ids));
        return catalog;
    }

    public static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PluginRender.sln"))) return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below PluginRender.sln; run the tests from the repository");
    }
}

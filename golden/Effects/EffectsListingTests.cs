using PluginRender.Build;
using PluginRender.Build.Rendering;

namespace PluginRender.Golden.Effects;

public class EffectsListingTests
{
    [Fact]
    public Task Listing_BuiltInEffects_NamesEveryParameter()
        => Verify(EffectListing.Text(BuiltInEffects.Discover().Effects.Where(e => BuiltInEffects.Ids.Contains(e.Id)))).ToTask();

    // The catalog, and the effects of the project schema that editors complete.
    [Fact]
    public void WrittenEffects_InTheRepository_AreThoseOfThePlugins()
        => Assert.All(
            WrittenEffects.Of(new RepositoryPaths(BuiltInEffects.Repository())),
            written => Assert.True(
                File.Exists(written.File) && File.ReadAllText(written.File) == written.Text,
                $"{written.File} is not what the built-in effects declare; write it again with: dotnet cake --target=Effects --catalog"));
}

using PluginRender.Build.Rendering;

namespace PluginRender.Golden.Effects;

public class EffectsListingTests
{
    [Fact]
    public Task Listing_BuiltInEffects_NamesEveryParameter()
        => Verify(EffectListing.Text(BuiltInEffects.Discover().Effects.Where(e => BuiltInEffects.Ids.Contains(e.Id)))).ToTask();
}

using System.Text.Json;
using PluginRender.Build.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Golden.Effects;

public class StatedMemoryListingTests
{
    [Fact]
    public void Json_OfAnEffectThatStatesItsMemory_HasIt()
    {
        var plain = new EffectDescriptor("plain", "1.0.0", "", PixelAccess.Point, Concurrency.Unsafe, Determinism.None, [], "Effects.Test", "00");
        EffectDescriptor neural = plain with { Id = "neural", Memory = new EffectMemory("4 * frameWidth", "1024", 60, 70, ".shared/TorchSharp") };
        using JsonDocument listing = JsonDocument.Parse(EffectListing.Json([plain, neural]));
        Assert.False(listing.RootElement[0].TryGetProperty("memory", out _));
        JsonElement memory = listing.RootElement[1].GetProperty("memory");
        Assert.Equal(
            ("4 * frameWidth", "1024", 60, 70, ".shared/TorchSharp"),
            (memory.GetProperty("instance").GetString(), memory.GetProperty("call").GetString(),
                memory.GetProperty("processMiB").GetInt32(), memory.GetProperty("libraryMiB").GetInt32(), memory.GetProperty("library").GetString()));
    }
}

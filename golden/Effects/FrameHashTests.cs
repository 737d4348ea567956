using System.Globalization;
using System.Text;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Golden.Effects;

/// <summary>The stored samples of every built-in effect, exactly: they are promised to be the same on every machine.</summary>
public class FrameHashTests
{
    private static readonly int[] Frames = [0, 15, 29];

    [Theory]
    [InlineData("none", "")]
    [InlineData("kenburns", """, "zoomFrom": 1.1, "zoomTo": 1.7, "focus": [0.3, 0.6], "easing": "easeInOut" """)]
    [InlineData("grade", """, "brightness": 0.06, "contrast": 1.3, "saturation": 0.7 """)]
    [InlineData("vignette", """, "strength": 0.8, "radius": 0.9 """)]
    [InlineData("fade", """, "in": 0.4, "out": 0.7, "color": "#203040" """)]
    [InlineData("blur", """, "radius": 6.5 """)]
    [InlineData("grain", """, "strength": 0.45, "seed": 7 """)]
    [InlineData("pixelate", """, "size": 9 """)]
    public Task Frames_OfOneEffect_AreTheSameBits(string effect, string parameters)
        => Verify(Render(effect == "none" ? "" : Effect(effect, parameters))).UseParameters(effect).ToTask();

    [Fact]
    public Task Frames_OfAllEffects_AreTheSameBits() => Verify(Render(string.Join(", ",
        Effect("kenburns", """, "zoomFrom": 1.4, "zoomTo": 1.05 """), Effect("grade", """, "contrast": 1.2 """),
        Effect("blur", """, "radius": 3 """), Effect("vignette", ""), Effect("pixelate", """, "size": 4 """),
        Effect("grain", ""), Effect("fade", """, "in": 0.3 """)))).ToTask();

    [Fact]
    public void Cases_CoverEveryBuiltInEffect()
    {
        var covered = typeof(FrameHashTests).GetMethod(nameof(Frames_OfOneEffect_AreTheSameBits))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);
        Assert.Equal(BuiltInEffects.Ids, covered.Where(id => id != "none").Order(StringComparer.Ordinal));
    }

    private static string Effect(string id, string parameters) => $$"""{ "effect": "{{id}}"{{parameters}}}""";

    private static string Render(string effects)
    {
        EffectCatalog catalog = BuiltInEffects.Discover();
        using var folder = new TemporaryFolder();
        string picture = folder.File("picture.png");
        File.WriteAllText(picture, "stands for the synthetic picture");
        RenderProject project = new ProjectReader(catalog.Effects).Read(folder.File("golden.json"), Encoding.UTF8.GetBytes($$"""
            {
              "schemaVersion": 1,
              "output": { "width": 192, "height": 108, "fps": "30" },
              "segments": [ { "id": "shot", "source": { "image": "picture.png" }, "duration": 1.0, "effects": [ {{effects}} ] } ]
            }
            """));
        var info = new PictureInfo(SyntheticPicture.Width, SyntheticPicture.Height, "00");
        RenderPlan plan = RenderPlanner.Plan(
            project, new Dictionary<string, PictureInfo> { [picture] = info }, new PlanOptions(null, 2, "none", []));
        var capture = new FrameCapture();
        using var factory = new PluginEffectFactory(catalog);
        using var pictures = new PictureStore(new SyntheticPicture(), folder.Path);
        var renderer = new ChunkRenderer(capture, factory, new EffectLocks(), pictures, new ChunkStore(folder.File("cache"), new FolderFlush()));
        foreach (PlannedChunk chunk in plan.Chunks) renderer.Render(plan, chunk, CancellationToken.None);
        Assert.Equal(30, capture.Hashes.Count);
        return string.Join('\n', Frames.Select(f => string.Create(CultureInfo.InvariantCulture, $"frame {f}: {capture.Hashes[f]}")));
    }
}

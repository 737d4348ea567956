using System.Runtime.CompilerServices;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Hosting.Tests;

public class PluginEffectFactoryTests
{
    [Fact]
    public void Create_PlannedValues_ReachTheEffect()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        using Effect effect = factory.Create(Planned.From(catalog.Effects[0], Level(3)), Planned.Context);

        Assert.Equal([1, 50, 2, 3, 0, 1, 4, 1, 0x10, 25], Apply((PointEffect)effect)[..10]);
    }

    [Fact]
    public void Create_PrivateLibraryInTwoVersions_EachPluginHasItsOwn()
    {
        using var folder = new PluginFolder("Fixture.Good", "Fixture.Other");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        using Effect tint = factory.Create(Planned.From(Effect(catalog, "fixture-tint"), Level(3)), Planned.Context);
        using Effect near = factory.Create(Planned.From(Effect(catalog, "fixture-near")), Planned.Context);

        Assert.Equal(1, Apply((PointEffect)tint)[0]);
        Assert.Equal(2, ((NeighborhoodEffect)near).Radius);
    }

    [Fact]
    public void Create_SharedLibrary_IsOneForAllPluginsThatReferToIt()
    {
        using var folder = new PluginFolder("Fixture.Good", "Fixture.Other");
        folder.Share("Fixture.Other", "Fixture.Private");
        EffectCatalog catalog = folder.Discover();
        Assert.Empty(catalog.Problems);
        using var factory = new PluginEffectFactory(catalog);
        using Effect tint = factory.Create(Planned.From(Effect(catalog, "fixture-tint"), Level(3)), Planned.Context);
        using Effect near = factory.Create(Planned.From(Effect(catalog, "fixture-near")), Planned.Context);

        // The library's version, which is another where each has its own.
        Assert.Equal(2, Apply((PointEffect)tint)[0]);
        Assert.Equal(2, ((NeighborhoodEffect)near).Radius);
    }

    [Fact]
    public void Create_NestedClass_IsFound()
    {
        using var folder = new PluginFolder("Fixture.Other");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        using Effect whole = factory.Create(Planned.From(Effect(catalog, "fixture-whole")), Planned.Context);
        Assert.IsAssignableFrom<FrameEffect>(whole);
    }

    [Fact]
    public void Create_FromManyThreads_LoadsThePluginOnce()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        var types = new Type[32];
        Parallel.For(0, types.Length, i => types[i] = factory.Create(Planned.From(catalog.Effects[0], Level(i + 1)), Planned.Context).GetType());
        Assert.Single(types.Distinct());
    }

    [Fact]
    public void Create_AnotherHashThanPlanned_NamesBothAndRunsNothing()
    {
        using var folder = new PluginFolder("Fixture.StaticCtor");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        PlannedEffect planned = Planned.From(catalog.Effects[0]) with { PluginHash = new string('0', 64) };

        EffectException e = Assert.Throws<EffectException>(() => factory.Create(planned, Planned.Context));
        Assert.Equal(
            "segment \"intro\": effect fixture-marker of plugin Fixture.StaticCtor: the plan has the plugin with SHA-256 "
            + $"{planned.PluginHash}, found is {catalog.Effects[0].PluginHash}: plan again, or restore the planned plugin", e.Message);
        Assert.False(File.Exists(folder.Assembly("Fixture.StaticCtor") + ".ran"));
    }

    [Fact]
    public void Create_FileChangedSinceDiscovery_IsRefused()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        File.AppendAllText(folder.Assembly("Fixture.Good"), "x");
        Assert.Contains("plan again", Assert.Throws<EffectException>(() => factory.Create(Planned.From(catalog.Effects[0], Level(1)), Planned.Context)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PrivateLibraryChangedSinceDiscovery_IsRefused()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        File.AppendAllText(Path.Combine(folder.Root, "Fixture.Good", "Fixture.Private.dll"), "x");
        Assert.Contains("plan again", Assert.Throws<EffectException>(() => factory.Create(Planned.From(catalog.Effects[0], Level(1)), Planned.Context)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_HashMismatchAfterALoad_IsStillRefused()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        PlannedEffect planned = Planned.From(catalog.Effects[0], Level(1));
        factory.Create(planned, Planned.Context).Dispose();
        Assert.Throws<EffectException>(() => factory.Create(planned with { PluginHash = "" }, Planned.Context));
    }

    [Fact]
    public void Create_ConstructorThrows_SaysWhereAndWhy()
    {
        using var folder = new PluginFolder("Fixture.Other");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);

        EffectException e = Assert.Throws<EffectException>(() => factory.Create(Planned.From(Effect(catalog, "fixture-thrower")), Planned.Context));
        Assert.StartsWith("segment \"intro\": effect fixture-thrower of plugin Fixture.Other: it cannot be created, InvalidOperationException: no luck with NoParameters", e.Message, StringComparison.Ordinal);
        Assert.Equal(("intro", "fixture-thrower", "Fixture.Other", null), (e.SegmentId, e.EffectId, e.Plugin, e.Frame));
        Assert.IsType<InvalidOperationException>(e.InnerException);
    }

    [Fact]
    public void Create_UnknownPluginEffectOrValue_IsRefused()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        using var factory = new PluginEffectFactory(catalog);
        PlannedEffect planned = Planned.From(catalog.Effects[0], Level(1));

        Assert.Contains("no such plugin", Message(planned with { Plugin = "Absent" }), StringComparison.Ordinal);
        Assert.Contains("no such effect", Message(planned with { Id = "absent" }), StringComparison.Ordinal);
        Assert.Contains("there is no parameter \"absent\"", Message(planned with { Parameters = [new NamedValue("absent", new ParameterValue.Text(""))] }), StringComparison.Ordinal);
        Assert.Contains("parameter \"level\" cannot be Text", Message(planned with { Parameters = [new NamedValue("level", new ParameterValue.Text(""))] }), StringComparison.Ordinal);

        string Message(PlannedEffect effect) => Assert.Throws<EffectException>(() => factory.Create(effect, Planned.Context)).Message;
    }

    [Fact]
    public void Create_AfterDispose_Throws()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        var factory = new PluginEffectFactory(catalog);
        factory.Dispose();
        factory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => factory.Create(Planned.From(catalog.Effects[0], Level(1)), Planned.Context));
    }

    [Fact]
    public void Dispose_TwentyTimes_FreesEveryPlugin()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = folder.Discover();
        WeakReference[] loaded = [.. Enumerable.Range(0, 20).Select(_ => LoadAndDispose(catalog))];
        for (int i = 0; i < 20 && loaded.Any(l => l.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, loaded.Count(l => l.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndDispose(EffectCatalog catalog)
    {
        using var factory = new PluginEffectFactory(catalog);
        using Effect effect = factory.Create(Planned.From(catalog.Effects[0], Level(1)), Planned.Context);
        Assert.Equal(1, Apply((PointEffect)effect)[3]);
        return new WeakReference(effect.GetType().Assembly);
    }

    private static NamedValue Level(int level) => new("level", new ParameterValue.Integer(level));

    private static EffectDescriptor Effect(EffectCatalog catalog, string id) => catalog.Effects.Single(e => e.Id == id);

    /// <summary>The first luma row of a 32x16 frame after the effect.</summary>
    private static short[] Apply(PointEffect effect)
    {
        short[] luma = new short[32 * 16], cb = new short[16 * 8], cr = new short[16 * 8];
        var time = new FrameTime(0, 10, new FrameRate(30, 1), 7);
        effect.BeginFrame(time);
        effect.Apply(time, new Band(new Plane(luma, 32, 32, 0, 16), new Plane(cb, 16, 16, 0, 8), new Plane(cr, 16, 16, 0, 8), 16));
        return luma[..32];
    }
}

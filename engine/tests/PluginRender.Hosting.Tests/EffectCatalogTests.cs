using PluginRender.Sdk;

namespace PluginRender.Hosting.Tests;

public class EffectCatalogTests
{
    [Fact]
    public void Discover_TwoPlugins_EffectsAreSortedWithPathAndHash()
    {
        using var folder = new PluginFolder("Fixture.Other", "Fixture.Good");
        EffectCatalog catalog = folder.Discover();

        Assert.Empty(catalog.Problems);
        Assert.Equal(["fixture-near", "fixture-source", "fixture-thrower", "fixture-tint", "fixture-whole"], catalog.Effects.Select(e => e.Id));
        Assert.Equal([PixelAccess.Neighborhood, PixelAccess.Source, PixelAccess.Point, PixelAccess.Point, PixelAccess.Frame], catalog.Effects.Select(e => e.Access));
        Assert.Equal(folder.Assembly("Fixture.Good"), catalog.Paths["Fixture.Good"]);
        EffectDescriptor tint = catalog.Effects[3];
        Assert.Equal(("1.2.3", "Shows its parameters.", Concurrency.Reentrant, Determinism.BitExact, "Fixture.Good"),
            (tint.Version, tint.Summary, tint.Concurrency, tint.Determinism, tint.Plugin));
        Assert.Equal(PluginContent.Of(Path.Combine(folder.Root, "Fixture.Good")).Hash, tint.PluginHash);
        Assert.Equal((Concurrency.Unsafe, Determinism.None, ""), (catalog.Effects[0].Concurrency, catalog.Effects[0].Determinism, catalog.Effects[0].Summary));
        Assert.Equal(Concurrency.PerInstance, catalog.Effects[1].Concurrency);
    }

    [Fact]
    public void Discover_EveryKindOfParameter_IsDescribedBaseRecordFirst()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectDescriptor tint = Assert.Single(folder.Discover().Effects);

        Assert.Equal(
            [
                ("amount", ParameterKind.Number, new ParameterValue.Number(0.5)),
                ("gain", ParameterKind.Number, new ParameterValue.Number(2)),
                ("level", ParameterKind.Integer, null),
                ("big", ParameterKind.Integer, new ParameterValue.Integer(5_000_000_000)),
                ("isOn", ParameterKind.Boolean, new ParameterValue.Boolean(true)),
                ("label", ParameterKind.Text, new ParameterValue.Text("none")),
                ("curve", ParameterKind.Choice, new ParameterValue.Choice("easeInOut")),
                ("otherCurve", ParameterKind.Choice, new ParameterValue.Choice("easeInOut")),
                ("color", ParameterKind.Color, new ParameterValue.Color(new RgbColor(0x10, 0x20, 0x30))),
                ("focus", ParameterKind.Focus, new ParameterValue.Focus(FocusPoint.At(0.25, 0.75))),
                ("place", ParameterKind.Place, (ParameterValue?)new ParameterValue.Place(PicturePlace.Of(new PictureArea(0.25, 0, 0.5, 1)))),
            ],
            tint.Parameters.Select(p => (p.Name, p.Kind, p.Default)));
        Assert.Equal((0.0, 1.0, "How much of it."), (tint.Parameters[0].Minimum, tint.Parameters[0].Maximum, tint.Parameters[0].Summary));
        Assert.Equal((double.NegativeInfinity, "stops"), (tint.Parameters[1].Minimum, tint.Parameters[1].Unit));
        Assert.Equal((1.0, (double)int.MaxValue), (tint.Parameters[2].Minimum, tint.Parameters[2].Maximum));
        Assert.Equal(["linear", "easeInOut"], tint.Parameters[6].Choices.AsEnumerable());
    }

    [Fact]
    public void Discover_EffectThatStatesItsMemory_HasItAndWhatBringsItsLibraries()
    {
        using var folder = new PluginFolder("Fixture.Good", "Fixture.Other");
        EffectCatalog catalog = folder.Discover();
        Assert.All(catalog.Effects.Take(4), e => Assert.Null(e.Memory));
        Assert.Equal(new EffectMemory("4 * frameWidth * frameHeight", "2 * frameWidth", 60, 70, "Fixture.Other"), catalog.Effects[4].Memory);

        folder.Share("Fixture.Other", "Fixture.Private");
        Assert.Equal(".shared/Fixture.Private", folder.Discover().Effects[4].Memory!.Library);
    }

    [Fact]
    public void Discover_ModuleInitializer_DoesNotRun()
    {
        using var folder = new PluginFolder("Fixture.StaticCtor");
        EffectCatalog catalog = folder.Discover();

        Assert.Equal("fixture-marker", Assert.Single(catalog.Effects).Id);
        Assert.False(File.Exists(folder.Assembly("Fixture.StaticCtor") + ".ran"));

        using var factory = new PluginEffectFactory(catalog);
        factory.Create(Planned.From(catalog.Effects[0]), Planned.Context).Dispose();
        Assert.True(File.Exists(folder.Assembly("Fixture.StaticCtor") + ".ran"));
    }

    [Theory]
    [InlineData("effect fixture-tint: plugin Fixture.AGood and plugin Fixture.Faulty both have it, and the first is used: rename one or remove a plugin")]
    [InlineData("effect Bad_Id of plugin Fixture.Faulty: \"Bad_Id\" is no id: use lower-case")]
    [InlineData("effect Bad_Id of plugin Fixture.Faulty: \"1\" is no version: give three numbers")]
    [InlineData("effect no-base of plugin Fixture.Faulty: Fixture.Faulty.Parentless does not derive from an effect class of PluginRender.Sdk")]
    [InlineData("effect no-constructor of plugin Fixture.Faulty: Fixture.Faulty.NoConstructor has no usable constructor")]
    [InlineData("effect not-creatable of plugin Fixture.Faulty: Fixture.Faulty.Uncreatable cannot be created")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"price\" is of type System.Decimal: use double")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"maybe\" is of type System.Nullable`1: use double")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"high\" has the default 9: give a number from 0 to 8")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"whole\" has the default 1.5: give a whole number")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"side\" has the default \"up\": give one of \"left\", \"right\"")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"color\" has the default \"blue\": give a color")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"range\" has the range 2 to 1: give Minimum")]
    [InlineData("effect bad-parameters of plugin Fixture.Faulty: parameter \"fixed\" cannot be set: give the property an init accessor")]
    [InlineData("effect bad-memory of plugin Fixture.Faulty: its memory \"2 * side + size(high)\" cannot be computed: at character 5, there is no number \"side\": use numbers")]
    [InlineData("effect bad-memory of plugin Fixture.Faulty: its memory \"1 +\" cannot be computed: at character 4, a number, a name or ( is expected behind its end: use numbers")]
    [InlineData("effect bad-memory of plugin Fixture.Faulty: it states -3 MiB of memory: give 0 or more")]
    [InlineData("effect twice of plugin Fixture.Faulty: Fixture.Faulty.Once and Fixture.Faulty.Twice both have this id: rename one")]
    public void Discover_FaultyEffects_AllAreReportedAndLeftOut(string problem)
    {
        using var folder = new PluginFolder("Fixture.Faulty");
        folder.Add("Fixture.Good", "Fixture.AGood");
        EffectCatalog catalog = folder.Discover();

        Assert.Single(catalog.Problems, p => p.StartsWith(problem, StringComparison.Ordinal));
        Assert.Equal(18, catalog.Problems.Length);
        Assert.Equal([("fixture-tint", "Fixture.AGood"), ("twice", "Fixture.Faulty")], catalog.Effects.Select(e => (e.Id, e.Plugin)));
    }

    [Theory]
    [InlineData(2, 0, "it was built against PluginRender.Sdk 2.0 and this is 1.3: update PluginRender, or build the plugin against 1.0 to 1.3")]
    [InlineData(1, 4, "it was built against PluginRender.Sdk 1.4 and this is 1.3: update PluginRender, or build the plugin against 1.0 to 1.3")]
    [InlineData(0, 9, "it was built against PluginRender.Sdk 0.9 and this is 1.3: build the plugin against 1.0 to 1.3")]
    public void Discover_IncompatibleSdk_IsRefused(byte major, byte minor, string problem)
    {
        using var folder = new PluginFolder("Fixture.Good");
        folder.ClaimSdk("Fixture.Good", major, minor);
        EffectCatalog catalog = folder.Discover();

        Assert.Equal("plugin Fixture.Good: " + problem, Assert.Single(catalog.Problems));
        Assert.Empty(catalog.Effects);
        Assert.Empty(catalog.Paths);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2000)]
    public void Discover_CutOffAssembly_IsReported(int length)
    {
        using var folder = new PluginFolder("Fixture.Good", "Fixture.Other");
        File.WriteAllBytes(folder.Assembly("Fixture.Good"), File.ReadAllBytes(folder.Assembly("Fixture.Good"))[..length]);
        EffectCatalog catalog = folder.Discover();

        Assert.StartsWith($"plugin Fixture.Good: {folder.Assembly("Fixture.Good")} cannot be read as a .NET assembly", Assert.Single(catalog.Problems), StringComparison.Ordinal);
        Assert.Equal(4, catalog.Effects.Length);
    }

    [Fact]
    public void Discover_RandomDamage_NeverThrows()
    {
        using var folder = new PluginFolder("Fixture.Good");
        byte[] intact = File.ReadAllBytes(folder.Assembly("Fixture.Good"));
        var random = new Random(20);
        for (int round = 0; round < 1000; round++)
        {
            byte[] damaged = (byte[])intact.Clone();
            for (int i = 0; i < 30; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(folder.Assembly("Fixture.Good"), damaged);
            Assert.True(folder.Discover() is { Effects.Length: <= 1 });
        }
    }

    [Fact]
    public void Discover_MissingFolder_IsReported()
        => Assert.Equal("plugin folder /no/such/folder: there is no such folder: create it or name another",
            Assert.Single(EffectCatalog.Discover(["/no/such/folder"]).Problems));

    [Fact]
    public void Discover_SameFolderTwice_CountsOnce()
    {
        using var folder = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = EffectCatalog.Discover([folder.Root, folder.Root + "/"]);
        Assert.Empty(catalog.Problems);
        Assert.Single(catalog.Effects);
    }

    [Fact]
    public void Discover_SamePluginInTwoFolders_FirstIsUsedAndBothAreNamed()
    {
        using var first = new PluginFolder("Fixture.Good");
        using var second = new PluginFolder("Fixture.Good");
        EffectCatalog catalog = EffectCatalog.Discover([first.Root, second.Root]);
        Assert.Equal(first.Assembly("Fixture.Good"), catalog.Paths["Fixture.Good"]);
        Assert.Equal($"plugin Fixture.Good: it is at {first.Assembly("Fixture.Good")} and at {second.Assembly("Fixture.Good")}, and the first is used: remove one",
            Assert.Single(catalog.Problems));
    }

    [Fact]
    public void Discover_FolderNamedUnlikeItsAssembly_IsReported()
    {
        using var folder = new PluginFolder("Fixture.Good");
        Directory.Move(Path.Combine(folder.Root, "Fixture.Good"), Path.Combine(folder.Root, "Good"));
        Assert.EndsWith("has no Good.dll: name the folder like the plugin's assembly", Assert.Single(folder.Discover().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_PluginWithoutEffects_IsReported()
    {
        using var folder = new PluginFolder("Fixture.Empty");
        Assert.Equal("plugin Fixture.Empty: it has no class with [Effect]: add one or remove the plugin", Assert.Single(folder.Discover().Problems));
    }
}

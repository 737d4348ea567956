namespace PluginRender.Sdk.Testing.Tests.Authors;

public sealed class OtherLanguageTests
{
    [Fact]
    public void Effect_InFSharp_KeepsEveryPromise()
    {
        using TestedPlugin plugin = TestedPlugin.Load(Places.Fixture("Fixture.FSharp"));
        Assert.True(File.Exists(Path.Combine(plugin.Folder, "FSharp.Core.dll")));
        EffectChecks.All(plugin.Effect("fsharp-invert", ("strength", 0.5)));
    }

    [Fact]
    public void Effect_InFSharp_DoesWhatItSays()
    {
        using TestedPlugin plugin = TestedPlugin.Load(Places.Fixture("Fixture.FSharp"));
        EffectContext context = EffectRun.Context(32, 16);
        using Effect effect = plugin.Effect("fsharp-invert").Create(context);
        TestFrame input = TestFrame.Random(32, 16, 1);
        TestFrame inverted = EffectRun.Apply(effect, EffectRun.Time(context, 0), input);
        for (int x = 0; x < 32; x++) Assert.Equal(Samples.Black + Samples.White - input.Row(0, 5)[x], inverted.Row(0, 5)[x]);
        Assert.Equal(("number", 0.0, 1.0), (plugin.Effects[0].Parameters[0].Kind.ToString().ToLowerInvariant(), plugin.Effects[0].Parameters[0].Minimum, plugin.Effects[0].Parameters[0].Maximum));
    }
}

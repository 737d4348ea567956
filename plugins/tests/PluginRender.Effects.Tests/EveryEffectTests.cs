using Xunit.Abstractions;

namespace PluginRender.Effects.Tests;

/// <summary>What the contract asks of any effect, for all of the built-in ones.</summary>
public class EveryEffectTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, int> EffectsAndSizes
    {
        get
        {
            TheoryData<string, int, int> data = [];
            foreach (string id in BuiltIn.Ids)
            {
                foreach ((int width, int height) in new[] { (16, 16), (18, 18), (130, 74), (8192, 16) }) data.Add(id, width, height);
            }

            return data;
        }
    }

    public static TheoryData<string> Effects => [.. BuiltIn.Ids];

    [Theory]
    [MemberData(nameof(Effects))]
    public void Effect_OfTheBuiltInPlugins_KeepsEveryPromise(string id)
    {
        using TestedPlugin plugin = BuiltIn.Plugin(id);
        EffectChecks.All(BuiltIn.Tested(plugin, id), output.WriteLine);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Effect_OfTheBuiltInPlugins_AllocatesNothing(string id)
    {
        using TestedPlugin plugin = BuiltIn.Plugin(id);
        EffectChecks.NoAllocations(BuiltIn.Tested(plugin, id));
    }

    [Theory]
    [MemberData(nameof(EffectsAndSizes))]
    public void Apply_NeutralParameters_ChangesNothing(string id, int width, int height)
    {
        EffectContext context = EffectRun.Context(width, height);
        TestPicture picture = TestPicture.Noise(width, height, 2);
        TestFrame input = id == "kenburns"
            ? new TestFrame(width, height).Fill((plane, x, y) => (short)(picture[plane][(y * picture.PlaneWidth(plane)) + x] * Samples.One))
            : new TestFrame(width, height).Fill((plane, x, y) => (short)((x * 7919) ^ (y * 104729)));
        using Effect effect = BuiltIn.Neutral(id, context);
        EffectRun.Apply(effect, EffectRun.Time(context, 0), input, picture).AssertSame(input);
        EffectRun.Apply(effect, EffectRun.Time(context, 13), input, picture).AssertSame(input);
        EffectRun.Apply(effect, EffectRun.Time(context, 29), input, picture).AssertSame(input);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Apply_WorkingParameters_ChangesTheFrame(string id)
    {
        EffectContext context = EffectRun.Context(66, 50);
        TestFrame input = TestFrame.Random(66, 50, 1);
        using Effect effect = BuiltIn.Working(id, context);
        TestFrame changed = EffectRun.Apply(effect, EffectRun.Time(context, 4), input, TestPicture.Noise(100, 70, 2));
        Assert.False(changed.Row(0, 25).SequenceEqual(input.Row(0, 25)));
    }
}

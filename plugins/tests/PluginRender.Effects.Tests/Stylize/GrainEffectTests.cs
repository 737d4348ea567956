using PluginRender.Effects.Stylize.Grain;

namespace PluginRender.Effects.Tests.Stylize;

public class GrainEffectTests
{
    [Fact]
    public void Apply_OtherFrameOrEitherSeed_GivesOtherGrain()
    {
        short[][] rows = [Row(0, 0, 1), Row(1, 0, 1), Row(0, 1, 1), Row(0, 0, 2)];
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(1, Correlation(rows[i], rows[i]), 1e-9);
            for (int j = 0; j < i; j++) Assert.Equal(0, Correlation(rows[i], rows[j]), 0.06);
        }
    }

    [Fact]
    public void Apply_StrengthOne_HasADeviationOfTwentyCodes()
    {
        short[] row = Row(0, 0, 1, strength: 1);
        Assert.Equal(19.6 * 128, Math.Sqrt(row.Average(v => Math.Pow(v - 16000.0, 2))), 60.0);
    }

    [Fact]
    public void Apply_Chroma_IsUntouched()
    {
        EffectContext context = EffectRun.Context(66, 50);
        TestFrame input = TestFrame.Random(66, 50, 1);
        using GrainEffect effect = new(new GrainParameters(), context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 0), input);
        for (int y = 0; y < 25; y++) Assert.True(output.Row(1, y).SequenceEqual(input.Row(1, y)) && output.Row(2, y).SequenceEqual(input.Row(2, y)));
    }

    private static short[] Row(int frame, long salt, ulong seed, double strength = 0.2)
    {
        EffectContext context = EffectRun.Context(8192, 2, seed: seed);
        TestFrame input = new TestFrame(8192, 2).Fill((plane, x, y) => 16000);
        using GrainEffect effect = new(new GrainParameters { Strength = strength, Seed = salt }, context);
        return EffectRun.Apply(effect, EffectRun.Time(context, frame), input).Row(0, 1).ToArray();
    }

    private static double Correlation(short[] a, short[] b)
    {
        double meanA = a.Average(v => (double)v), meanB = b.Average(v => (double)v), ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}

using PluginRender.Effects.Color.Fade;

namespace PluginRender.Effects.Tests.Color;

public class FadeEffectTests
{
    [Fact]
    public void GainAt_EveryFrame_IsTheLesserOfBothFades()
    {
        EffectContext context = EffectRun.Context(16, 16, 40);
        using FadeEffect effect = new(new FadeParameters { In = 0.5, Out = 1 }, context);
        for (int n = 0; n < 40; n++)
            Assert.Equal(Math.Min(1, Math.Min(n / 15.0, (39 - n) / 30.0)), effect.GainAt(EffectRun.Time(context, n)), 1e-15);
    }

    [Theory]
    [InlineData(0.05, 2)]   // 1.5 frames: half up
    [InlineData(0.35, 11)]  // 10.5 frames, though 0.35 · 30 is less in binary
    [InlineData(0.016, 0)]
    public void GainAt_FractionOfAFrame_RoundsHalfUp(double seconds, int frames)
    {
        EffectContext context = EffectRun.Context(16, 16, 40);
        using FadeEffect effect = new(new FadeParameters { In = seconds }, context);
        Assert.Equal(frames, Enumerable.Range(0, 40).Count(n => effect.GainAt(EffectRun.Time(context, n)) < 1));
    }

    [Fact]
    public void Apply_FirstAndLastFrame_AreTheColor()
    {
        EffectContext context = EffectRun.Context(64, 48);
        TestFrame input = TestFrame.Random(64, 48, 1);
        RgbColor color = new(255, 0, 128);
        (byte Y, byte Cb, byte Cr) code = color.ToYCbCr();
        TestFrame expected = new TestFrame(64, 48).Fill((plane, x, y) => (short)((plane == 0 ? code.Y : plane == 1 ? code.Cb : code.Cr) * Samples.One));
        using FadeEffect effect = new(new FadeParameters { In = 0.3, Out = 0.3, Color = color }, context);
        EffectRun.Apply(effect, EffectRun.Time(context, 0), input).AssertSame(expected);
        EffectRun.Apply(effect, EffectRun.Time(context, 29), input).AssertSame(expected);
    }

    [Fact]
    public void Apply_FullGain_LeavesSamplesUntouched()
    {
        EffectContext context = EffectRun.Context(64, 48);
        TestFrame input = TestFrame.Random(64, 48, 1);
        using FadeEffect effect = new(new FadeParameters { In = 0.3, Out = 0.3 }, context);
        for (int n = 9; n <= 20; n++) EffectRun.Apply(effect, EffectRun.Time(context, n), input).AssertSame(input);
    }

    [Fact]
    public void Apply_HalfGain_IsHalfWay()
    {
        EffectContext context = EffectRun.Context(64, 48, 31);
        TestFrame input = TestFrame.Random(64, 48, 1);
        using FadeEffect effect = new(new FadeParameters { In = 1 }, context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 15), input);
        for (int x = 0; x < 64; x++) Assert.Equal((input.Row(0, 5)[x] + Samples.Black) / 2.0, output.Row(0, 5)[x], 0.51);
        for (int x = 0; x < 32; x++) Assert.Equal((input.Row(2, 5)[x] + Samples.Neutral) / 2.0, output.Row(2, 5)[x], 0.51);
    }

    [Fact]
    public void Apply_FadesLongerThanTheSegment_StayInRange()
    {
        EffectContext context = EffectRun.Context(16, 16, 10);
        using FadeEffect effect = new(new FadeParameters { In = 3600, Out = 3600 }, context);
        for (int n = 0; n < 10; n++) Assert.InRange(effect.GainAt(EffectRun.Time(context, n)), 0, 0.001);
    }
}

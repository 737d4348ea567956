using PluginRender.Effects.Color.Grade;

namespace PluginRender.Effects.Tests.Color;

public class GradeEffectTests
{
    [Theory]
    [InlineData(0.1, 1.0, 1.0)]
    [InlineData(-1.0, 1.0, 2.0)]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(0.02, 1.1, 1.15)]
    [InlineData(0.0, 4.0, 4.0)]
    public void Apply_AnyParameters_FollowsTheFormula(double brightness, double contrast, double saturation)
    {
        EffectContext context = EffectRun.Context(64, 48);
        TestFrame input = TestFrame.Random(64, 48, 1);
        using GradeEffect effect = new(new GradeParameters { Brightness = brightness, Contrast = contrast, Saturation = saturation }, context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 0), input);
        for (int x = 0; x < 32; x++)
        {
            double luma = ((input.Row(0, 9)[x] - (125.5 * 128)) * contrast) + (125.5 * 128) + (brightness * 219 * 128);
            Assert.Equal(Math.Clamp(luma, short.MinValue, short.MaxValue), output.Row(0, 9)[x], 3.0);
            double cb = ((input.Row(1, 9)[x] - 16384) * saturation) + 16384;
            Assert.Equal(Math.Clamp(cb, short.MinValue, short.MaxValue), output.Row(1, 9)[x], 3.0);
        }
    }

    [Fact]
    public void Apply_AnyContrast_KeepsMidGray()
    {
        EffectContext context = EffectRun.Context(64, 48);
        TestFrame input = new TestFrame(64, 48).Fill((plane, x, y) => plane == 0 ? (short)16064 : Samples.Neutral);
        using GradeEffect effect = new(new GradeParameters { Contrast = 3.3, Saturation = 0.2 }, context);
        EffectRun.Apply(effect, EffectRun.Time(context, 0), input).AssertSame(input);
    }
}

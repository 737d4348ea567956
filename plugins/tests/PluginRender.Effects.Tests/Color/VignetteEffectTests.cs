using PluginRender.Effects.Color.Vignette;

namespace PluginRender.Effects.Tests.Color;

public class VignetteEffectTests
{
    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(1.0, 0.1)]
    [InlineData(0.9, 2.0)]
    public void Apply_AnyParameters_FollowsTheFormula(double strength, double radius)
    {
        EffectContext context = EffectRun.Context(130, 74);
        TestFrame input = new TestFrame(130, 74).Fill((plane, x, y) => plane == 0 ? Samples.White : (short)(200 * Samples.One));
        using VignetteEffect effect = new(new VignetteParameters { Strength = strength, Radius = radius }, context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 0), input);
        double reach = radius * Math.Sqrt((130 * 130) + (74 * 74)) / 2;
        for (int y = 0; y < 74; y++)
        {
            for (int x = 0; x < 130; x++)
                Assert.Equal(Samples.White - ((Samples.White - Samples.Black) * Loss(x + 0.5, y + 0.5)), output.Row(0, y)[x], 8.0);
        }

        for (int y = 0; y < 37; y++)
        {
            for (int x = 0; x < 65; x++)
                Assert.Equal((200 * 128) - (72 * 128 * Loss((2 * x) + 0.5, (2 * y) + 1)), output.Row(1, y)[x], 8.0);
        }

        double Loss(double x, double y)
        {
            double t = Math.Min(1, (((x - 65) * (x - 65)) + ((y - 37) * (y - 37))) / (reach * reach));
            return strength * t * t * (3 - (2 * t));
        }
    }

    [Fact]
    public void Apply_Luma_IsSymmetric()
    {
        EffectContext context = EffectRun.Context(130, 74);
        TestFrame input = new TestFrame(130, 74).Fill((plane, x, y) => (short)20000);
        using VignetteEffect effect = new(new VignetteParameters(), context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 0), input);
        for (int y = 0; y < 74; y++)
        {
            for (int x = 0; x < 130; x++) Assert.Equal(output.Row(0, y)[x], output.Row(0, 73 - y)[129 - x]);
        }
    }
}

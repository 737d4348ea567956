using PluginRender.Effects.Stylize.Blur;
using PluginRender.Effects.Stylize.Pixelate;

namespace PluginRender.Effects.Tests.Stylize;

public class NeighborhoodEffectTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 2, 6)]
    [InlineData(4, 6, 14)]
    [InlineData(100, 146, 160)]
    public void Blur_Radius_IsWhatThreePassesReach(double radius, int least, int greatest)
    {
        using BlurEffect effect = new(new BlurParameters { Radius = radius }, EffectRun.Context(64, 48));
        Assert.InRange(effect.Radius, least, greatest);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(7, 8)]
    [InlineData(1024, 1024)]
    public void Pixelate_Radius_ReachesTheWholeBlock(int size, int radius)
    {
        using PixelateEffect effect = new(new PixelateParameters { Size = size }, EffectRun.Context(64, 48));
        Assert.Equal(radius, effect.Radius);
    }

    [Fact]
    public void Pixelate_EveryBlock_HasOneColor()
    {
        EffectContext context = EffectRun.Context(64, 48);
        using PixelateEffect effect = new(new PixelateParameters { Size = 8 }, context);
        TestFrame output = EffectRun.Apply(effect, EffectRun.Time(context, 0), TestFrame.Random(64, 48, 1));
        for (int plane = 0; plane < 3; plane++)
        {
            int size = plane == 0 ? 8 : 4;
            for (int y = 0; y < output.PlaneHeight(plane); y++)
            {
                for (int x = 0; x < output.PlaneWidth(plane); x++)
                    Assert.Equal(output.Row(plane, y / size * size)[x / size * size], output.Row(plane, y)[x]);
            }
        }
    }
}

using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Effects.Stylize.Bokeh;

namespace PluginRender.Effects.Tests.Stylize;

public class BokehEffectTests
{
    [Fact]
    public void Bokeh_WithoutAMask_LeavesTheFrameAsItIs()
    {
        EffectContext context = EffectRun.Context(66, 50);
        using BokehEffect effect = new(new BokehParameters(), context);
        TestFrame input = TestFrame.Random(66, 50, 1);

        EffectRun.Apply(effect, EffectRun.Time(context, 3), input, bandHeight: 6).AssertSame(input);
        Assert.Equal(0, effect.Radius);
    }

    [Fact]
    public void Bokeh_DeclaresThatItUsesTheMask()
    {
        using TestedPlugin plugin = BuiltIn.Plugin("bokeh");
        Assert.Equal(["bokeh"], plugin.Effects.Where(e => e.UsesSubjectMask).Select(e => e.Id));
    }

    // The left half of the picture is subject. What the frame shows of it is sharp, the rest is not.
    [Theory]
    [InlineData(0.0, 1.0, 64)]
    [InlineData(0.25, 0.5, 64)]
    [InlineData(0.4375, 0.25, 32)]
    public void Bokeh_AfterACamera_KeepsTheSubjectSharp(double left, double width, int edge)
    {
        EffectContext context = EffectRun.Context(128, 16) with { Mask = TestMask.Of(512, 4, (x, _) => x < 0.5 ? 1 : 0) };
        using BokehEffect effect = new(new BokehParameters { Radius = 5 }, context);
        TestFrame input = TestFrame.Random(128, 16, 1);
        FrameTime time = EffectRun.Time(context, 3) with { Shown = new PictureArea(left, 0, width, 1) };
        TestFrame output = EffectRun.Apply(effect, time, input);

        Assert.True(output.Row(0, 8)[..(edge - 1)].SequenceEqual(input.Row(0, 8)[..(edge - 1)]));
        Assert.NotEqual(input.Row(0, 8)[edge + 1], output.Row(0, 8)[edge + 1]);
    }

    // The mask is the left half of a panorama. A pan shows it first, and its edge in the middle of the frame half way.
    [Theory]
    [InlineData(0, 128)]
    [InlineData(5, 64)]
    [InlineData(10, 0)]
    public void Bokeh_BehindAPan_FollowsTheWindow(int frame, int edge)
    {
        EffectContext context = EffectRun.Context(128, 16, 11) with { Mask = TestMask.Of(512, 4, (x, _) => x < 0.5 ? 1 : 0) };
        using KenBurnsEffect pan = new(new KenBurnsParameters { From = PicturePlace.At(0, 0.5), To = PicturePlace.At(1, 0.5) }, context);
        using BokehEffect effect = new(new BokehParameters { Radius = 5 }, context);
        FrameTime time = EffectRun.Time(context, frame);
        TestFrame input = TestFrame.Random(128, 16, 1), output = EffectRun.Apply(effect, time with { Shown = pan.AreaAt(time, 1280, 16)!.Value }, input);

        if (edge > 8) Assert.True(output.Row(0, 8)[..(edge - 8)].SequenceEqual(input.Row(0, 8)[..(edge - 8)]));
        if (edge < 120) Assert.NotEqual(input.Row(0, 8)[edge + 8], output.Row(0, 8)[edge + 8]);
    }

    // A picture of four times the frame's width: the largest window is its middle quarter.
    [Fact]
    public void KenBurns_AreaAt_IsTheWindowThatItSamples()
    {
        EffectContext context = EffectRun.Context(64, 64, frames: 11);
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomFrom = 1, ZoomTo = 4, Focus = FocusPoint.At(0, 0.5) }, context);

        Assert.Equal(new PictureArea(0.375, 0, 0.25, 1), effect.AreaAt(EffectRun.Time(context, 0), 400, 100));
        PictureArea last = effect.AreaAt(EffectRun.Time(context, 10), 400, 100)!.Value;
        Assert.Equal(0.375, last.Left, 9);
        Assert.Equal(0.375, last.Top, 9);
        Assert.Equal(0.0625, last.Width, 9);
        Assert.Equal(0.25, last.Height, 9);
    }
}

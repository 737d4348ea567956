namespace PluginRender.Effects.Tests.Sdk;

/// <summary>The two easy base classes.</summary>
public class EasyEffectTests
{
    [Fact]
    public void PixelEffect_ReturningThePixel_ChangesNoSample()
    {
        TestFrame input = new TestFrame(256, 256).Fill((plane, x, y) => (short)((y * 256) + x - 32768));
        Run(new MappedEffect((x, y, pixel) => pixel), input).AssertSame(input);
    }

    [Fact]
    public void PixelEffect_NominalValues_AreZeroOneAndHalf()
    {
        TestFrame input = new TestFrame(16, 16).Fill((plane, x, y) => plane == 0 ? (x < 8 ? Samples.Black : Samples.White) : plane == 1 ? (short)(16 * 128) : (short)(240 * 128));
        Run(new MappedEffect((x, y, pixel) =>
        {
            Assert.Equal(x < 8 ? 0f : 1f, pixel.Y);
            Assert.Equal((-0.5f, 0.5f), (pixel.Cb, pixel.Cr));
            return pixel;
        }), input);
    }

    [Fact]
    public void PixelEffect_Positions_AreThoseOfTheSamples()
    {
        TestFrame input = TestFrame.Random(64, 48, 1);
        TestFrame output = Run(new MappedEffect((x, y, pixel) => new Pixel(x / 64, x / 128, y / 96)), input, 6);
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64; x++) Assert.Equal(Samples.Black + (28032 * x / 64.0), output.Row(0, y)[x], 0.51);
        }

        for (int y = 0; y < 24; y++)
        {
            for (int x = 0; x < 32; x++)
            {
                Assert.Equal(Samples.Neutral + (28672 * 2 * x / 128.0), output.Row(1, y)[x], 0.51);
                Assert.Equal(Samples.Neutral + (28672 * ((2 * y) + 0.5) / 96), output.Row(2, y)[x], 0.51);
            }
        }
    }

    [Fact]
    public void PixelEffect_ChromaFromLuma_SeesTheMeanOfItsTwoRows()
    {
        TestFrame input = TestFrame.Random(64, 48, 2);
        TestFrame output = Run(new MappedEffect((x, y, pixel) => new Pixel(0, pixel.Y - 0.5f, 0)), input, 2);
        for (int y = 0; y < 24; y++)
        {
            for (int x = 0; x < 32; x++)
            {
                double mean = (((input.Row(0, 2 * y)[2 * x] + input.Row(0, (2 * y) + 1)[2 * x]) / 2.0) - Samples.Black) / 28032;
                Assert.Equal(Samples.Neutral + (28672 * (mean - 0.5)), output.Row(1, y)[x], 0.6);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, short.MaxValue)]
    [InlineData(float.NegativeInfinity, short.MinValue)]
    [InlineData(2f, short.MaxValue)]
    public void PixelEffect_ValuesBeyondTheFormat_AreClamped(float value, int sample)
    {
        TestFrame output = Run(new MappedEffect((x, y, pixel) => pixel with { Y = value }), TestFrame.Random(16, 16, 3));
        Assert.Equal(sample, output.Row(0, 7)[3]);
    }

    [Fact]
    public void RowEffect_AnyBands_GetsEveryRowOnce()
    {
        TestFrame input = new TestFrame(64, 48).Fill((plane, x, y) => 0);
        TestFrame expected = new TestFrame(64, 48).Fill((plane, x, y) => (short)(((plane + 1) * 1000) + y));
        foreach (int band in new[] { 2, 10, 48 }) Run(new NumberingEffect(), input, band).AssertSame(expected);
    }

    [Fact]
    public void RowEffect_WithoutChroma_LeavesItAsItIs()
    {
        TestFrame input = TestFrame.Random(64, 48, 4);
        TestFrame output = Run(new LumaEffect(), input);
        Assert.Equal(0, output.Row(0, 5)[5]);
        for (int y = 0; y < 24; y++) Assert.True(output.Row(1, y).SequenceEqual(input.Row(1, y)) && output.Row(2, y).SequenceEqual(input.Row(2, y)));
    }

    private static TestFrame Run(Effect effect, TestFrame input, int band = int.MaxValue)
    {
        using (effect) return EffectRun.Apply(effect, new FrameTime(0, 1, new FrameRate(30, 1), 0), input, bandHeight: band);
    }

    private sealed class MappedEffect(Func<float, float, Pixel, Pixel> map) : PixelEffect
    {
        protected override Pixel Map(in FrameTime time, float x, float y, Pixel pixel) => map(x, y, pixel);
    }

    private sealed class NumberingEffect : RowEffect
    {
        protected override void ApplyLuma(in FrameTime time, int row, Span<short> luma)
        {
            foreach (ref short sample in luma) sample += (short)(1000 + row);
        }

        protected override void ApplyChroma(in FrameTime time, int row, Span<short> cb, Span<short> cr)
        {
            foreach (ref short sample in cb) sample += (short)(2000 + row);
            foreach (ref short sample in cr) sample += (short)(3000 + row);
        }
    }

    private sealed class LumaEffect : RowEffect
    {
        protected override void ApplyLuma(in FrameTime time, int row, Span<short> luma) => luma.Clear();
    }
}

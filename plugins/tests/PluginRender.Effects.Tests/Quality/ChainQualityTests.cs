using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Effects.Color.Fade;
using PluginRender.Effects.Color.Grade;
using PluginRender.Effects.Color.Vignette;
using PluginRender.Kernels.Store;
using Xunit.Abstractions;

namespace PluginRender.Effects.Tests.Quality;

/// <summary>The frames that the encoder gets, against what they should be.</summary>
public class ChainQualityTests(ITestOutputHelper output)
{
    private const int Width = 384, Height = 216, Frames = 90;

    [Theory]
    [InlineData(576, 324, Easing.Linear)]
    [InlineData(900, 420, Easing.EaseInOut)]
    [InlineData(300, 240, Easing.Linear)]
    public void Chain_KenBurnsGradeVignetteFade_IsWithin48DecibelsOfDoublePrecision(int pictureWidth, int pictureHeight, Easing easing)
    {
        TestPicture picture = NominalScene(pictureWidth, pictureHeight);
        var kenBurns = new KenBurnsParameters { ZoomFrom = 1, ZoomTo = 1.25, Focus = FocusPoint.At(0.3, 0.6), Easing = easing };
        var grade = new GradeParameters { Brightness = 0.02, Contrast = 1.1, Saturation = 1.15 };
        var vignette = new VignetteParameters { Strength = 0.4 };
        var fade = new FadeParameters { In = 0.5, Out = 0.5 };
        EffectContext context = EffectRun.Context(Width, Height, Frames);
        Effect[] chain = [new KenBurnsEffect(kenBurns, context), new GradeEffect(grade, context), new VignetteEffect(vignette, context), new FadeEffect(fade, context)];
        var reference = new ReferenceChain(picture, Width, Height, kenBurns, grade, vignette, fade);
        foreach (int number in new[] { 7, 40, 83 })
        {
            FrameTime time = EffectRun.Time(context, number);
            var frame = new TestFrame(Width, Height);
            foreach (Effect effect in chain) frame = EffectRun.Apply(effect, time, frame, picture);
            for (int plane = 0; plane < 3; plane++)
            {
                double decibels = Psnr(Stored(frame, plane), reference.Plane(plane, time));
                output.WriteLine($"{pictureWidth}x{pictureHeight}, frame {number}, plane {plane}: {decibels:0.0} dB");
                Assert.True(decibels >= 48, $"frame {number}, plane {plane}: {decibels:0.0} dB");
            }
        }

        foreach (Effect effect in chain) effect.Dispose();
    }

    /// <summary>
    /// A band is a tile whose mean is off by a good part of a code while its neighbor's is off the other way: plain
    /// rounding of this gradient is off by up to half a code.
    /// </summary>
    [Fact]
    public void Fade_TenSecondsOverASmoothGradient_HasNoBands()
    {
        const int frames = 300, tile = 16;
        EffectContext context = EffectRun.Context(Width, Height, frames);
        using var fade = new FadeEffect(new FadeParameters { In = 10 }, context);
        TestFrame gradient = new TestFrame(Width, Height).Fill((plane, x, y) => (short)Math.Round(Gradient(plane, x, y) * Samples.One));
        for (int number = 1; number < frames; number += 23)
        {
            TestFrame frame = EffectRun.Apply(fade, EffectRun.Time(context, number), gradient);
            for (int plane = 0; plane < 3; plane++)
            {
                byte[] codes = Stored(frame, plane);
                int planeWidth = frame.PlaneWidth(plane);
                double target = plane == 0 ? 16 : 128, gain = number / (double)frames;
                for (int y = 0; y <= frame.PlaneHeight(plane) - tile; y += tile)
                {
                    for (int x = 0; x <= planeWidth - tile; x += tile)
                    {
                        double off = 0;
                        for (int i = 0; i < tile * tile; i++)
                        {
                            int column = x + (i % tile), row = y + (i / tile);
                            off += codes[(row * planeWidth) + column] - (target + ((Gradient(plane, column, row) - target) * gain));
                        }

                        Assert.True(Math.Abs(off / (tile * tile)) < 0.08, $"frame {number}, plane {plane}, tile at {x},{y}: {off / (tile * tile):0.000} codes off");
                    }
                }
            }
        }
    }

    /// <summary>Within the nominal range, as pictures are: what lies beyond it would be saturated between two effects.</summary>
    private static TestPicture NominalScene(int width, int height)
    {
        var picture = TestPicture.Scene(width, height, 5);
        for (int plane = 0; plane < 3; plane++)
        {
            foreach (ref byte code in picture[plane].AsSpan()) code = (byte)Math.Clamp((int)code, 16, 235);
        }

        return picture;
    }

    /// <summary>Four codes over the width and two over the height.</summary>
    private static double Gradient(int plane, int x, int y)
    {
        int step = plane == 0 ? 1 : 2;
        return (plane == 0 ? 90 : 140) + (4.0 * x * step / Width) + (2.0 * y * step / Height);
    }

    private static byte[] Stored(TestFrame frame, int plane)
    {
        int width = frame.PlaneWidth(plane), height = frame.PlaneHeight(plane);
        byte[] codes = new byte[width * height];
        for (int y = 0; y < height; y++) DitheredStore.StoreRow(frame.Row(plane, y), codes.AsSpan(y * width, width), y);
        return codes;
    }

    private static double Psnr(byte[] codes, double[] expected)
    {
        double sum = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            double difference = codes[i] - Math.Clamp(expected[i], 0, 255);
            sum += difference * difference;
        }

        return 10 * Math.Log10(255.0 * 255 * codes.Length / sum);
    }
}

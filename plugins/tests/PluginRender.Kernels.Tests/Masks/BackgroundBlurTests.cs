namespace PluginRender.Kernels.Masks.Tests;

public class BackgroundBlurTests
{
    private const short Ground = 40 * Samples.One, Light = 220 * Samples.One;

    private static readonly Func<double, double, double> Square = (x, y) => Math.Abs(x - 0.5) < 0.2 && Math.Abs(y - 0.5) < 0.2 ? 1 : 0;

    // One mask sample for each sample of the frame: the subject ends where the mask does.
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(60)]
    public void Apply_BrightSubjectOnDarkGround_LeavesNoHalo(double radius)
    {
        SubjectMask mask = TestMask.Of(200, 200, Square);
        TestFrame input = new TestFrame(200, 200).Fill((plane, x, y) => plane > 0 ? Samples.Neutral : mask.Row(y)[x] > 0 ? Light : Ground);
        TestFrame output = Blur(input, radius, mask);
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 200; x++)
            {
                if (mask.Row(y)[x] == 0) Assert.InRange(output.Row(0, y)[x], Ground - (2 * Samples.One), Ground + (2 * Samples.One));
            }
        }
    }

    [Fact]
    public void Apply_WhereTheMaskIsFull_ChangesNoSample()
    {
        SubjectMask mask = TestMask.Of(40, 30, Square);
        TestFrame input = TestFrame.Random(160, 120, 3), output = Blur(input, 12, mask);
        for (int plane = 0; plane < 3; plane++)
        {
            // Half a mask sample inside the square, everything that is interpolated is 255.
            int left = input.PlaneWidth(plane) * 14 / 40, right = input.PlaneWidth(plane) * 26 / 40;
            int top = input.PlaneHeight(plane) * 11 / 30, bottom = input.PlaneHeight(plane) * 19 / 30;
            for (int y = top; y < bottom; y++) Assert.Equal(input.Row(plane, y)[left..right], output.Row(plane, y)[left..right]);
            Assert.False(output.Row(plane, 2)[left..right].SequenceEqual(input.Row(plane, 2)[left..right]));
        }
    }

    // Rounding of what is divided is all that may show: a fraction of a code, where codes have 128 steps.
    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(4000, 5)]
    [InlineData(16384, 100)]
    [InlineData(30000, 12)]
    [InlineData(32767, 100)]
    public void Apply_PlainPicture_StaysPlain(short sample, double radius)
    {
        TestFrame input = new TestFrame(160, 120).Fill((_, _, _) => sample);
        foreach (Func<double, double, double> form in new[] { Square, (_, _) => 0, (_, _) => 1, (x, _) => x, (x, y) => ((int)(x * 40) ^ (int)(y * 30)) & 1 })
        {
            TestFrame output = Blur(input, radius, TestMask.Of(40, 30, form));
            for (int plane = 0; plane < 3; plane++)
            {
                for (int y = 0; y < output.PlaneHeight(plane); y++)
                {
                    foreach (short made in output.Row(plane, y)) Assert.InRange(made, sample - (Samples.One / 4), sample + (Samples.One / 4));
                }
            }
        }
    }

    [Fact]
    public void Apply_WithoutASubject_IsTheGaussianBlur()
    {
        TestFrame input = TestFrame.Random(160, 120, 4), expected = new(160, 120), output = Blur(input, 9, TestMask.Of(4, 3, (_, _) => 0));
        using (Blur.GaussianBlur blur = new(160, 120, 9)) blur.Apply(input.View(0, 120, 120), expected.Band(0, 120));
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < output.PlaneHeight(plane); y++)
            {
                for (int x = 0; x < output.PlaneWidth(plane); x++) Assert.InRange(output.Row(plane, y)[x] - expected.Row(plane, y)[x], -4, 4);
            }
        }
    }

    [Theory]
    [InlineData(64, 48, 3.0)]
    [InlineData(18, 18, 100.0)]
    [InlineData(130, 300, 22.2)]
    public void Apply_AnySplitIntoBands_GivesTheSameSamples(int width, int height, double radius)
    {
        TestFrame input = TestFrame.Random(width, height, 5);
        SubjectMask mask = TestMask.Of(13, 9, (x, y) => (x * y * 3) - 0.2);
        TestFrame whole = Blur(input, radius, mask);
        foreach (int band in new[] { 2, 6, 34, 128 }) Blur(input, radius, mask, band).AssertSame(whole);
    }

    // The mask's left half is subject; the frame shows parts of it.
    [Theory]
    [InlineData(0, 1, 100)]
    [InlineData(0.25, 0.5, 100)]
    [InlineData(0, 0.5, 200)]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(-1, 3, 100)]
    public void Begin_WithAnArea_PutsTheMaskWhereThePictureIs(double left, double width, int edge)
    {
        SubjectMask mask = TestMask.Of(800, 2, (x, _) => x < 0.5 ? 1 : 0);
        TestFrame input = TestFrame.Random(200, 32, 6), output = Blur(input, 4, mask, area: new PictureArea(left, 0, width, 1));
        for (int plane = 0; plane < 2; plane++)
        {
            int sharp = edge >> plane;
            Span<short> before = input.Row(plane, 7), after = output.Row(plane, 7);
            Assert.True(after[..Math.Max(0, sharp - 1)].SequenceEqual(before[..Math.Max(0, sharp - 1)]));
            for (int x = sharp + 1; x + 4 <= after.Length; x += 4) Assert.False(after.Slice(x, 4).SequenceEqual(before.Slice(x, 4)));
        }
    }

    // Chroma column j is at luma column 2j, row j between 2j and 2j + 1: on a mask that is a slope, weights say where.
    [Fact]
    public void Weigh_ASlope_FollowsTheSitingOfChroma()
    {
        SubjectMask mask = TestMask.Of(255, 255, (x, _) => x), down = TestMask.Of(255, 255, (_, y) => y);
        short[] luma = Weights(mask, 64, 64, 0.5, 20), chroma = Weights(mask, 32, 32, 0.25, 10);
        for (int x = 1; x < 31; x++) Assert.InRange(chroma[x] - luma[2 * x], -2, 2);
        short upper = Weights(down, 64, 64, 0.5, 20)[9], lower = Weights(down, 64, 64, 0.5, 21)[9], between = Weights(down, 32, 32, 0.25, 10)[9];
        Assert.InRange(between - ((upper + lower) / 2), -2, 2);
    }

    // The mask ends between where chroma column 25 is and where it would be if it lay between its two luma columns.
    [Fact]
    public void Apply_AtAnEdge_TakesTheMaskWhereChromaIs()
    {
        TestFrame input = TestFrame.Random(100, 32, 8), output = Blur(input, 6, TestMask.Of(400, 2, (x, _) => x < 203 / 400.0 ? 1 : 0));
        Assert.Equal(input.Row(1, 9)[25], output.Row(1, 9)[25]);
        Assert.NotEqual(input.Row(1, 9)[26], output.Row(1, 9)[26]);
    }

    [Fact]
    public void Kernels_EveryLength_EqualTheirReferences()
    {
        Random random = new(7);
        for (int length = 0; length <= 130; length++)
        {
            short[] samples = Row(random, length, short.MinValue, short.MaxValue), products = Row(random, length, -17000, 17000);
            short[] weights = Row(random, length, 0, MaskRows.One + 1), sums = Row(random, length, -1, MaskRows.One + 1), lower = Row(random, length, 0, MaskRows.One + 1);
            short[] expected = new short[length], actual = new short[length];
            MaskRows.MixScalar(weights, lower, 12345, expected, 0);
            MaskRows.Mix(weights, lower, 12345, actual);
            Assert.Equal(expected, actual);
            WeightedRow.MultiplyScalar(samples, weights, expected, 0);
            WeightedRow.Multiply(samples, weights, actual);
            Assert.Equal(expected, actual);
            WeightedRow.MixScalar(samples, weights, products, sums, expected, 0);
            WeightedRow.Mix(samples, weights, products, sums, actual);
            Assert.Equal(expected, actual);
        }
    }

    internal static TestFrame Blur(TestFrame input, double radius, SubjectMask mask, int band = int.MaxValue, PictureArea? area = null)
    {
        using BackgroundBlur blur = new(input.Width, input.Height, radius, mask);
        TestFrame output = new(input.Width, input.Height, 11);
        blur.Begin(area ?? PictureArea.Whole);
        for (int row = 0; row < input.Height; row += Math.Min(band, input.Height))
        {
            int count = Math.Min(band, input.Height - row);
            blur.Apply(input.View(row, count, blur.Reach), output.Band(row, count));
        }

        output.AssertGuards();
        return output;
    }

    private static short[] Weights(SubjectMask mask, int width, int height, double offset, int row)
    {
        using MaskRows rows = new(mask, width, height, offset);
        rows.SetArea(PictureArea.Whole);
        short[] weights = new short[width];
        rows.Weigh(row, weights);
        return weights;
    }

    private static short[] Row(Random random, int length, int minimum, int maximum)
        => [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(minimum, maximum))];
}

namespace PluginRender.Kernels.Pointwise.Tests;

public class PointwiseTests
{
    [Fact]
    public void Affine_ScaleOne_IsTheIdentity()
    {
        Assert.True(Affine.About(1, 16064, 0).IsIdentity);
        short[] row = SampleRowTests.Row(256, 1), copy = [.. row];
        Affine.About(1, 16064, 0).ApplyScalar(row);
        Assert.Equal(copy, row);
    }

    [Fact]
    public void Affine_EveryStep_IsWithinASampleOfTheFormula()
    {
        foreach (double scale in new[] { -4, -0.3, 0, 0.5, 1.1, 1.99999, 2, 2.75, 4 })
        {
            // From 96 codes below black to the highest sample: what a cubic and a grade before may make.
            short[] row = [.. Enumerable.Range(0, 451).Select(i => (short)((i * 100) - 12233))];
            double[] expected = [.. row.Select(v => Math.Clamp(((v - 16064) * scale) + 16064 + 561, short.MinValue, short.MaxValue))];
            Affine.About(scale, 16064, 561).Apply(row);
            for (int i = 0; i < row.Length; i++) Assert.Equal(expected[i], row[i], 3.0);
        }
    }

    [Theory]
    [InlineData(4.01, 0, 0)]
    [InlineData(double.NaN, 0, 0)]
    [InlineData(1, 40000, 0)]
    [InlineData(1, 0, -40000)]
    public void Affine_OutOfRange_IsRefused(double scale, double pivot, double shift)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Affine.About(scale, pivot, shift));

    [Fact]
    public void ConstantMix_AmountZero_ChangesNothing()
    {
        short[] row = SampleRowTests.Row(256, 1), copy = [.. row];
        ConstantMix.ApplyScalar(row, 2048, 0);
        Assert.Equal(copy, row);
    }

    [Fact]
    public void ConstantMix_AmountOne_GivesTheTarget()
    {
        short[] row = [.. Enumerable.Range(0, 4000).Select(i => (short)((i * 10) - 10000))];
        ConstantMix.Apply(row, 12345, 1);
        Assert.All(row, sample => Assert.Equal(12345, sample));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void ConstantMix_OutOfRange_IsRefused(double amount)
        => Assert.Throws<ArgumentOutOfRangeException>(() => ConstantMix.Apply(new short[1], 0, amount));

    [Fact]
    public void RadialFalloff_AnyDistance_FollowsTheFormula()
    {
        RadialFalloff falloff = new((-99.5, 1), (-49.5, 1), (200, 100), 80, 0.7);
        for (int y = 0; y < 100; y += 7)
        {
            short[] row = new short[200];
            Array.Fill(row, Samples.White);
            falloff.Apply(row, y, Samples.Black);
            for (int x = 0; x < 200; x++)
            {
                double t = Math.Min(1, (((x - 99.5) * (x - 99.5)) + ((y - 49.5) * (y - 49.5))) / 6400);
                double expected = Samples.White - ((Samples.White - Samples.Black) * 0.7 * t * t * (3 - (2 * t)));
                Assert.Equal(expected, row[x], 6.0);
            }
        }
    }

    // Every falloff in 15 bits comes up; where a sum left 16 bits, a sample would leap to the other end of the range.
    [Theory]
    [InlineData(short.MaxValue, 0)]
    [InlineData(short.MinValue, Samples.Neutral)]
    [InlineData(Samples.White, Samples.Black)]
    public void RadialFalloff_AnyDistance_LeavesSamplesBetweenWhatTheyWereAndTheTarget(short sample, short target)
    {
        // Squares of so many distances are less than 1/32768 apart.
        RadialFalloff falloff = new((0, 1), (0, 1), (70000, 1), 70000, 1);
        short[] row = new short[70000];
        Array.Fill(row, sample);
        falloff.Apply(row, 0, target);
        Assert.All(row, made => Assert.InRange(made, Math.Min(sample, target), Math.Max(sample, target)));
    }

    // The change that the sum is made of is as large as it may be, or just too large for 16 bits.
    [Theory]
    [InlineData(0.9, 3000, 3200)]
    [InlineData(1.9, 0, 3276)]
    [InlineData(1.9, 0, 3277)]
    [InlineData(1.9, 0, 5000)]
    [InlineData(0.1, 0, -3277)]
    [InlineData(0.1, 0, -5000)]
    public void Affine_GreatChange_IsTheFormulaSaturated(double scale, double pivot, double shift)
    {
        short[] samples = [.. Enumerable.Range(-16384, 49152).Select(sample => (short)sample)], made = [.. samples];
        Affine.About(scale, pivot, shift).Apply(made);
        for (int i = 0; i < made.Length; i++)
        {
            double expected = ((samples[i] - pivot) * scale) + pivot + shift;
            Assert.Equal(Math.Clamp(expected, short.MinValue, short.MaxValue), made[i], 9.0);
        }
    }

    [Fact]
    public void GrainNoise_ManySamples_HaveTheStatedMeanAndDeviation()
    {
        double sum = 0, squares = 0, neighbors = 0, above = 0;
        short[] before = new short[2000];
        for (int y = 0; y < 500; y++)
        {
            short[] row = new short[2000];
            GrainNoise.Apply(row, GrainNoise.RowKey(7, 0, 0, y), 10000);
            for (int x = 0; x < row.Length; x++)
            {
                sum += row[x];
                squares += (double)row[x] * row[x];
                neighbors += x > 0 ? (double)row[x] * row[x - 1] : 0;
                above += (double)row[x] * before[x];
            }

            before = row;
        }

        double variance = squares / 1e6;
        Assert.Equal(0, sum / 1e6, 15.0);
        Assert.Equal(10000 * GrainNoise.Deviation, Math.Sqrt(variance), 20.0);
        Assert.Equal(0, neighbors / 1e6 / variance, 0.005);
        Assert.Equal(0, above / 1e6 / variance, 0.005);
    }

    [Fact]
    public void RowKey_AnyArgument_Matters()
    {
        ulong[] keys = [GrainNoise.RowKey(1, 2, 3, 4), GrainNoise.RowKey(2, 1, 3, 4), GrainNoise.RowKey(1, 2, 4, 3), GrainNoise.RowKey(1, 2, 3, 5), GrainNoise.RowKey(0, 2, 3, 4)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}

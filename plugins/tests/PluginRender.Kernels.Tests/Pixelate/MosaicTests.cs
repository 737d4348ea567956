namespace PluginRender.Kernels.Pixelate.Tests;

public class MosaicTests
{
    [Theory]
    [InlineData(64, 48, 2)]
    [InlineData(64, 48, 3)]
    [InlineData(64, 48, 16)]
    [InlineData(18, 18, 5)]
    [InlineData(16, 16, 1024)]
    [InlineData(130, 70, 7)]
    public void Apply_AnySize_IsTheMeanOfEachBlock(int width, int height, int size)
    {
        TestFrame input = TestFrame.Random(width, height, 41);
        TestFrame expected = new TestFrame(width, height).Fill((plane, x, y) => Mean(input, plane, x, y, size));
        foreach (int band in new[] { 2, 6, height }) Apply(input, size, band).AssertSame(expected);
    }

    [Fact]
    public void Apply_SizeOne_Copies()
    {
        TestFrame input = TestFrame.Random(66, 50, 42);
        Apply(input, 1, 10).AssertSame(input);
    }

    [Fact]
    public void Apply_FlatFrame_ChangesNothing()
    {
        foreach (short sample in new short[] { -3000, 0, 1, 12345, Samples.Max })
        {
            TestFrame input = new TestFrame(1030, 1030).Fill((plane, x, y) => sample);
            Apply(input, 1024, 1030).AssertSame(input);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void Mosaic_SizeOutOfRange_IsRefused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new Mosaic(16, 16, size));

    [Fact]
    public void ColumnSums_EveryLength_EqualScalar()
    {
        Random random = new(43);
        for (int length = 0; length <= 256; length++)
        {
            int[] expected = new int[length + 8], actual = new int[length + 8];
            for (int i = 0; i < expected.Length; i++) expected[i] = actual[i] = random.Next(-100000, 100000);
            short[] row = [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
            ColumnSums.Scalar(expected, row, 0);
            ColumnSums.Add(actual, row);
            Assert.Equal(expected, actual);
        }
    }

    private static TestFrame Apply(TestFrame input, int size, int band)
    {
        Mosaic mosaic = new(input.Width, input.Height, size);
        TestFrame output = new(input.Width, input.Height, 11);
        for (int row = 0; row < input.Height; row += band)
        {
            int count = Math.Min(band, input.Height - row);
            mosaic.Apply(input.View(row, count, mosaic.Reach), output.Band(row, count));
        }

        output.AssertGuards();
        return output;
    }

    private static short Mean(TestFrame input, int plane, int x, int y, int size)
    {
        int step = plane == 0 ? 1 : 2, blockX = x * step / size, blockY = y * step / size;
        double sum = 0, count = 0;
        for (int row = 0; row < input.PlaneHeight(plane); row++)
        {
            if (row * step / size != blockY) continue;
            for (int column = 0; column < input.PlaneWidth(plane); column++)
            {
                if (column * step / size != blockX) continue;
                sum += input.Row(plane, row)[column];
                count++;
            }
        }

        return (short)Math.Floor((sum / count) + 0.5);
    }
}

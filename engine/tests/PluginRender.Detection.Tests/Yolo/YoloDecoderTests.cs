using PluginRender.Detection.Yolo;

namespace PluginRender.Detection.Tests.Yolo;

/// <summary>Outputs small enough to be computed by hand: an input of 32x32 has 16 + 4 + 1 places.</summary>
public class YoloDecoderTests
{
    private const int Places = 21;

    [Fact]
    public void Decode_OfYolov5_MultipliesObjectnessAndClass()
    {
        YoloHead head = YoloHead.Of("m", 3 * Places, 7, 32, 32, 0);
        float[] output = new float[3 * Places * 7];
        // Center (10, 20), 8 wide, 4 high; 0.8 sure of an object, 0.5 of class 0, 0.75 of class 1.
        float[] row = [10, 20, 8, 4, 0.8f, 0.5f, 0.75f];
        row.CopyTo(output, 40 * 7);

        YoloCandidate found = Assert.Single(YoloDecoder.Decode(output, head, 0.25));

        Assert.Equal((6, 18, 14, 22), (found.Left, found.Top, found.Right, found.Bottom));
        Assert.Equal(0.6, found.Score, 6);
        Assert.Equal((1, 40), (found.Class, found.Index));
        Assert.Empty(YoloDecoder.Decode(output, head, 0.61));
    }

    [Fact]
    public void Decode_OfYolov8_ReadsColumns()
    {
        YoloHead head = YoloHead.Of("m", 7, Places, 32, 32, 0);
        float[] output = new float[7 * Places];
        Put(output, 5, [16, 8, 10, 6, 0.1f, 0.9f, 0.3f]);
        Put(output, 20, [4, 4, 2, 2, 0.95f, 0.9f, 0.3f]);

        Assert.Equal(
            [(3.0, 3.0, 5.0, 5.0, 0, 20), (11, 5, 21, 11, 1, 5)],
            YoloDecoder.Decode(output, head, 0.25).Select(c => (c.Left, c.Top, c.Right, c.Bottom, c.Class, c.Index)));

        void Put(float[] into, int column, float[] numbers)
        {
            for (int k = 0; k < numbers.Length; k++) into[(k * Places) + column] = numbers[k];
        }
    }

    [Fact]
    public void Decode_OfTransposedColumns_IsTheSame()
    {
        YoloHead head = YoloHead.Of("m", Places, 7, 32, 32, 0);
        float[] output = new float[7 * Places];
        ((float[])[16, 8, 10, 6, 0.1f, 0.9f, 0.3f]).CopyTo(output, 5 * 7);

        YoloCandidate found = Assert.Single(YoloDecoder.Decode(output, head, 0.25));
        Assert.Equal((YoloLayout.Rows, 11, 5, 1), (head.Layout, found.Left, found.Top, found.Class));
    }

    [Fact]
    public void Decode_OfAnEndToEndOutput_ReadsCornersScoreAndClass()
    {
        YoloHead head = YoloHead.Of("m", 3, 6, 32, 32, 0);
        float[] output = [2, 3, 12, 9, 0.5f, 4, 1, 1, 2, 2, 0.7f, 0, 0, 0, 0, 0, 0, 0];

        Assert.Equal([(1.0, 1.0, 2.0, 2.0, 0), (2, 3, 12, 9, 4)], YoloDecoder.Decode(output, head, 0.25).Select(c => (c.Left, c.Top, c.Right, c.Bottom, c.Class)));
    }

    [Theory]
    [InlineData(float.NaN, 1, 5, 5, 0.9f)]
    [InlineData(1, 1, float.PositiveInfinity, 5, 0.9f)]
    [InlineData(5, 1, 1, 5, 0.9f)]
    [InlineData(1, 1, 5, 5, float.NaN)]
    public void Decode_OfNonsense_LeavesItOut(float left, float top, float right, float bottom, float score)
        => Assert.Empty(YoloDecoder.Decode([left, top, right, bottom, score, 0], YoloHead.Of("m", 1, 6, 32, 32, 0), 0.25));

    [Fact]
    public void Coefficients_OfACandidate_AreItsLast()
    {
        YoloHead head = YoloHead.Of("m", 1, 8, 32, 32, 2);
        Assert.Equal([0.25f, -0.5f], YoloDecoder.Coefficients([1, 1, 2, 2, 0.7f, 0, 0.25f, -0.5f], head, 0));
        YoloHead columns = YoloHead.Of("m", 7, Places, 32, 32, 2);
        float[] output = new float[7 * Places];
        (output[(5 * Places) + 3], output[(6 * Places) + 3]) = (7, 8);
        Assert.Equal([7f, 8f], YoloDecoder.Coefficients(output, columns, 3));
    }
}

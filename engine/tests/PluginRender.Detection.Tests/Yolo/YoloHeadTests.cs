using PluginRender.Detection.Yolo;
using PluginRender.Planning;

namespace PluginRender.Detection.Tests.Yolo;

public class YoloHeadTests
{
    [Theory]
    [InlineData(25200, 85, 640, 640, 0, YoloLayout.RowsWithObjectness, 25200, 80)]
    [InlineData(25200, 6, 640, 640, 0, YoloLayout.RowsWithObjectness, 25200, 1)]
    [InlineData(25200, 117, 640, 640, 32, YoloLayout.RowsWithObjectness, 25200, 80)]
    [InlineData(84, 8400, 640, 640, 0, YoloLayout.Columns, 8400, 80)]
    [InlineData(6, 8400, 640, 640, 0, YoloLayout.Columns, 8400, 2)]
    [InlineData(116, 8400, 640, 640, 32, YoloLayout.Columns, 8400, 80)]
    [InlineData(9, 2100, 320, 320, 0, YoloLayout.Columns, 2100, 5)]
    [InlineData(84, 6300, 640, 480, 0, YoloLayout.Columns, 6300, 80)]
    [InlineData(84, 34000, 1280, 1280, 0, YoloLayout.Columns, 34000, 80)]
    [InlineData(102000, 85, 1280, 1280, 0, YoloLayout.RowsWithObjectness, 102000, 80)]
    [InlineData(8400, 84, 640, 640, 0, YoloLayout.Rows, 8400, 80)]
    [InlineData(300, 6, 640, 640, 0, YoloLayout.EndToEnd, 300, 0)]
    [InlineData(300, 38, 640, 640, 32, YoloLayout.EndToEnd, 300, 0)]
    [InlineData(100, 6, 512, 512, 0, YoloLayout.EndToEnd, 100, 0)]
    public void Of_AKnownOutput_IsItsLayout(int rows, int columns, int width, int height, int coefficients, YoloLayout layout, int candidates, int classes)
        => Assert.Equal(new YoloHead(layout, candidates, classes, coefficients), YoloHead.Of("m.onnx", rows, columns, width, height, coefficients));

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(84, 8399)]
    [InlineData(4, 8400)]
    [InlineData(25200, 5)]
    public void Of_AnotherOutput_SaysWhatIsExpected(int rows, int columns)
    {
        var e = Assert.Throws<ModelException>(() => YoloHead.Of("m.onnx", rows, columns, 640, 640, 0));
        Assert.Equal(
            $"model m.onnx: its output is {rows}x{columns} for an input of 640x640; expected 25200x(5 + classes) as YOLOv5 has it, (4 + classes)x8400 as v8, v9 and 11, or Nx(6) as v10 and end-to-end exports; export the model as one of these",
            e.Message);
    }
}

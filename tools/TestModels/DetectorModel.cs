using System.Globalization;

namespace PluginRender.TestModels;

/// <summary>
/// A detector that really detects: each area of one of five plain colors is an object. Its heads have the layouts of the
/// YOLO family; its weights are a handful of constants.
/// </summary>
/// <remarks>
/// A 1x1 convolution tells colors, averages over 4x4 how much of a cell has one. From there each cell of an object learns
/// its object's edges from its neighbors: the largest of 5x5 cells, only where the color is, 48 times, which reaches 384
/// pixels far. What a place of a head then reads are its object's edges, and its score is how much of the place is covered.
/// </remarks>
public static class DetectorModel
{
    private const int Colors = 5;
    private const int Cell = 4;
    private const int Steps = 48;

    // Left and upper edges count from here, so that the largest value is the outermost edge and nothing is 0.
    private const float Far = 1024;

    /// <summary>The file's bytes.</summary>
    public static byte[] Build(DetectorForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var graph = new OnnxGraph();
        string input = graph.Input("images", form.Type, form.Batch, 3, form.Height, form.Width);
        string covered = Covered(graph, form.Type == ElementType.Float ? input : graph.Cast(input, ElementType.Float));
        string edges = Edges(graph, covered);
        string found = form.Layout == DetectorLayout.EndToEnd
            ? EndToEnd(graph, form, covered, edges)
            : Dense(graph, form, covered, edges);
        Finish(graph, form, found);
        if (form.Masks) WritePrototypes(graph, form, covered);
        WriteMetadata(graph, form);
        return graph.ToBytes();
    }

    /// <summary>How much of each 4x4 cell has each color, 0–1.</summary>
    private static string Covered(OnnxGraph graph, string input)
    {
        // Linear in red, green and blue; steep, and one half where a pixel is half of the color and half of gray.
        float[] weights = [1, -1, -1, -1, 1, -1, -1, -1, 1, 1, 1, -2, 1, -2, 1];
        float[] bias = [-0.28f, -0.28f, -0.28f, -1.2f, -1.2f];
        const float slope = 8;
        string color = graph.Node("Conv", [input, graph.Constant([Colors, 3, 1, 1], [.. weights.Select(w => w * slope)]), graph.Constant([Colors], [.. bias.Select(b => (b * slope) + 0.5f)])]);
        return graph.Node("AveragePool", [graph.Clip(color)], ("kernel_shape", Pair(Cell)), ("strides", Pair(Cell)));
    }

    /// <summary>For each color four planes: the edges of the object that a cell belongs to, 0 outside.</summary>
    private static string Edges(OnnxGraph graph, string covered)
    {
        string mask = graph.Clip(graph.Multiply(graph.Subtract(covered, graph.Scalar(0.1f)), graph.Scalar(1e6f)));
        string ones = graph.Add(graph.Multiply(covered, graph.Scalar(0)), graph.Scalar(1));
        string size = graph.Scalar(Cell);
        // A cell's right and lower edge; what is covered of a border cell lies on its inner side.
        string right = graph.Multiply(graph.Node("CumSum", [ones, graph.Constant(3)]), size);
        string lower = graph.Multiply(graph.Node("CumSum", [ones, graph.Constant(2)]), size);
        string extent = graph.Multiply(covered, size);
        string fromLeft = graph.Subtract(graph.Scalar(Far), graph.Subtract(right, extent));
        string fromTop = graph.Subtract(graph.Scalar(Far), graph.Subtract(lower, extent));
        string toRight = graph.Add(graph.Subtract(right, size), extent);
        string toBottom = graph.Add(graph.Subtract(lower, size), extent);
        string edges = graph.Concatenate(1, fromLeft, fromTop, toRight, toBottom);
        string masks = graph.Concatenate(1, mask, mask, mask, mask);
        edges = graph.Multiply(edges, masks);
        for (int i = 0; i < Steps; i++)
            edges = graph.Multiply(graph.Node("MaxPool", [edges], ("kernel_shape", Pair(5)), ("pads", new long[] { 2, 2, 2, 2 })), masks);
        return edges;
    }

    /// <summary>Scores and edges of the places of one level: [1, colors, h, w] and four of [1, 1, h, w].</summary>
    private static (string Scores, string[] Edges) Level(OnnxGraph graph, string covered, string edges, int stride)
    {
        long[] kernel = Pair(stride / Cell);
        string whole = graph.Node("AveragePool", [covered], ("kernel_shape", kernel), ("strides", kernel));
        // Only places that are nearly all one object's, which then are no other's.
        string scores = graph.Multiply(graph.Clip(graph.Multiply(graph.Subtract(whole, graph.Scalar(0.9f)), graph.Scalar(10))), graph.Scalar(0.95f));
        string outermost = graph.Node("MaxPool", [edges], ("kernel_shape", kernel), ("strides", kernel));
        string[] byEdge = graph.Nodes("Split", 4, [outermost, graph.Constant(Colors, Colors, Colors, Colors)], ("axis", 1L));
        string[] ofPlace = [.. byEdge.Select((edge, i) =>
        {
            string most = graph.Node("ReduceMax", [graph.Multiply(edge, graph.Node("Ceil", [scores]))], ("axes", new long[] { 1 }), ("keepdims", 1L));
            return i < 2 ? graph.Subtract(graph.Scalar(Far), most) : most;
        })];
        return (scores, ofPlace);
    }

    private static string Dense(OnnxGraph graph, DetectorForm form, string covered, string edges)
    {
        var levels = new List<string>();
        foreach (int stride in (int[])[8, 16, 32])
        {
            (string scores, string[] box) = Level(graph, covered, edges, stride);
            string half = graph.Scalar(0.5f);
            string[] centers = [graph.Multiply(graph.Add(box[0], box[2]), half), graph.Multiply(graph.Add(box[1], box[3]), half)];
            string[] sizes = [graph.Subtract(box[2], box[0]), graph.Subtract(box[3], box[1])];
            var parts = new List<string>([.. centers, .. sizes]);
            string classes = Widen(graph, scores, form.Classes);
            if (form.Layout == DetectorLayout.Yolov5)
            {
                // Objectness is what the color's score is; the class is sure. Three anchors see the same, the later ones less surely.
                string objectness = graph.Node("ReduceMax", [scores], ("axes", new long[] { 1 }), ("keepdims", 1L));
                string sure = graph.Clip(graph.Multiply(classes, graph.Scalar(1e6f)));
                for (int anchor = 0; anchor < 3; anchor++)
                    levels.Add(Rows(graph, [.. parts, graph.Multiply(objectness, graph.Scalar(1 - (0.1f * anchor))), sure, .. Coefficients(graph, form, scores)]));
            }
            else
            {
                levels.Add(Rows(graph, [.. parts, classes, .. Coefficients(graph, form, scores)]));
            }
        }

        string rows = graph.Concatenate(1, [.. levels]);
        return form.Layout == DetectorLayout.Yolov5 ? rows : graph.Transpose(rows, 0, 2, 1);
    }

    /// <summary>One place an object: that of the finest level that its middle lies in. The best 300 places.</summary>
    private static string EndToEnd(OnnxGraph graph, DetectorForm form, string covered, string edges)
    {
        const int stride = 8;
        (string scores, string[] box) = Level(graph, covered, edges, stride);
        string ones = graph.Add(graph.Multiply(box[0], graph.Scalar(0)), graph.Scalar(1));
        string isMiddle = graph.Multiply(IsMiddle(3, box[0], box[2]), IsMiddle(2, box[1], box[3]));
        string unique = graph.Multiply(scores, isMiddle);
        string most = graph.Node("ReduceMax", [unique], ("axes", new long[] { 1 }), ("keepdims", 1L));
        string best = graph.Cast(graph.Node("ArgMax", [unique], ("axis", 1L), ("keepdims", 1L)), ElementType.Float);
        string rows = Rows(graph, [.. box, most, best, .. Coefficients(graph, form, scores)]);
        string flat = graph.Node("Squeeze", [Rows(graph, [most]), graph.Constant(2)]);
        string[] top = graph.Nodes("TopK", 2, [flat, graph.Constant(300)], ("axis", 1L));
        int length = 6 + (form.Masks ? DetectorForm.Prototypes : 0);
        string index = graph.Node("Expand", [graph.Node("Unsqueeze", [top[1], graph.Constant(2)]), graph.Constant(1, 1, length)]);
        return graph.Node("GatherElements", [rows, index], ("axis", 1L));

        string IsMiddle(long axis, string low, string high)
        {
            string place = graph.Multiply(graph.Node("CumSum", [ones, graph.Constant(axis)]), graph.Scalar(stride));
            string behind = graph.Subtract(place, graph.Multiply(graph.Add(low, high), graph.Scalar(0.5f)));
            // 0 < behind ≤ stride.
            string after = graph.Cast(graph.Node("Greater", [behind, graph.Scalar(0)]), ElementType.Float);
            return graph.Multiply(after, graph.Cast(graph.Node("LessOrEqual", [behind, graph.Scalar(stride)]), ElementType.Float));
        }
    }

    private static string Widen(OnnxGraph graph, string scores, int classes)
    {
        float[] identity = new float[classes * Colors];
        for (int i = 0; i < Colors; i++) identity[(i * Colors) + i] = 1;
        return graph.Node("Conv", [scores, graph.Constant([classes, Colors, 1, 1], identity)]);
    }

    /// <summary>A place's coefficients choose the prototype of its color.</summary>
    private static string[] Coefficients(OnnxGraph graph, DetectorForm form, string scores)
        => form.Masks ? [graph.Clip(graph.Multiply(Widen(graph, scores, DetectorForm.Prototypes), graph.Scalar(1e6f)))] : [];

    /// <summary>Planes of a level as rows, one for each place.</summary>
    private static string Rows(OnnxGraph graph, string[] planes)
    {
        string all = planes.Length == 1 ? planes[0] : graph.Concatenate(1, planes);
        string flat = graph.Node("Reshape", [all, graph.Constant(0, 0, -1)]);
        return graph.Transpose(flat, 0, 2, 1);
    }

    private static void Finish(OnnxGraph graph, DetectorForm form, string found)
    {
        int extra = form.Masks ? DetectorForm.Prototypes : 0;
        bool isKnown = form is { DeclaresOutput: true, Width: > 0, Height: > 0 };
        int places = isKnown ? ((int[])[8, 16, 32]).Sum(s => (form.Width / s) * (form.Height / s)) : -1;
        int[] shape = form.Layout switch
        {
            DetectorLayout.Yolov5 => [form.Batch, isKnown ? 3 * places : -1, 5 + form.Classes + extra],
            DetectorLayout.Yolov8 => [form.Batch, 4 + form.Classes + extra, places],
            _ => [form.Batch, 300, 6 + extra],
        };
        graph.Output(form.Type == ElementType.Float ? found : graph.Cast(found, form.Type), "output0", form.Type, form.DeclaresOutput ? shape : [-1, -1, -1]);
    }

    private static void WritePrototypes(OnnxGraph graph, DetectorForm form, string covered)
    {
        string logits = graph.Multiply(graph.Subtract(Widen(graph, covered, DetectorForm.Prototypes), graph.Scalar(0.5f)), graph.Scalar(12));
        bool isKnown = form is { DeclaresOutput: true, Width: > 0, Height: > 0 };
        graph.Output(
            form.Type == ElementType.Float ? logits : graph.Cast(logits, form.Type), "output1", form.Type,
            form.Batch, DetectorForm.Prototypes, isKnown ? form.Height / Cell : -1, isKnown ? form.Width / Cell : -1);
    }

    private static void WriteMetadata(OnnxGraph graph, DetectorForm form)
    {
        graph.Metadata("stride", "32");
        graph.Metadata("task", form.Masks ? "segment" : "detect");
        graph.Metadata("imgsz", form is { Width: > 0, Height: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"[{form.Height}, {form.Width}]")
            : "[320, 320]");
        if (form.HasNames)
            graph.Metadata("names", "{" + string.Join(", ", Enumerable.Range(0, form.Classes).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}: '{(i < Colors ? DetectorForm.Found[i].Name : $"other {i}")}'"))) + "}");
    }

    private static long[] Pair(long value) => [value, value];
}

namespace PluginRender.TestModels;

/// <summary>Models that load, or look as if they did, and are no detectors.</summary>
public static class WrongModels
{
    /// <summary>A classifier: one row of numbers for a picture.</summary>
    public static byte[] Classifier() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 64, 64);
        graph.Output(graph.Reshape(graph.Node("GlobalAveragePool", [images]), 1, 3), "logits", ElementType.Float, 1, 3);
    });

    /// <summary>A detector of no known layout.</summary>
    public static byte[] OtherLayout() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 64, 64);
        graph.Output(graph.Reshape(graph.Node("AveragePool", [images], ("kernel_shape", new long[] { 8, 8 }), ("strides", new long[] { 8, 8 })), 1, 3, 64), "boxes", ElementType.Float, 1, 3, 64);
    });

    /// <summary>One that wants more than pictures.</summary>
    public static byte[] TwoInputs() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 64, 64);
        string size = graph.Input("size", ElementType.Float, 1, 3, 1, 1);
        graph.Output(graph.Reshape(graph.Multiply(images, size), 1, 3, -1), "boxes", ElementType.Float, 1, 3, 4096);
    });

    /// <summary>One for whole numbers.</summary>
    public static byte[] IntegerInput() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Int64, 1, 3, 64, 64);
        graph.Output(graph.Reshape(graph.Cast(images, ElementType.Float), 1, 3, -1), "boxes", ElementType.Float, 1, 3, 4096);
    });

    /// <summary>One whose names are too few.</summary>
    public static byte[] TooFewNames() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 32, 32);
        // An input of 32x32 has 16 + 4 + 1 places; 4 numbers of a box and 3 classes.
        string row = graph.Reshape(graph.Node("GlobalAveragePool", [images]), 1, 3);
        string first = graph.Node("ReduceMean", [row], ("axes", new long[] { 1 }), ("keepdims", 1L));
        graph.Output(graph.Node("Expand", [graph.Reshape(first, 1, 1, 1), graph.Constant(1, 7, 21)]), "output0", ElementType.Float, 1, 7, 21);
        graph.Metadata("names", "{0: 'a', 1: 'b'}");
    });

    /// <summary>An input of 30 billion numbers.</summary>
    public static byte[] HugeInput() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 100_000, 100_000);
        graph.Output(graph.Reshape(images, 1, 3, -1), "boxes", ElementType.Float, -1, -1, -1);
    });

    /// <summary>Weights of 4 TB, of which the file has 4 bytes.</summary>
    public static byte[] HugeWeights() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 64, 64);
        string weights = graph.Initializer(ElementType.Float, [1 << 20, 1 << 20], new byte[4]);
        graph.Output(graph.Multiply(graph.Reshape(images, 1, 3, -1), weights), "boxes", ElementType.Float, -1, -1, -1);
    });

    /// <summary>A result of 4 TB that the file does not announce.</summary>
    public static byte[] HugeResult() => Build(graph =>
    {
        string images = graph.Input("images", ElementType.Float, 1, 3, 64, 64);
        string one = graph.Reshape(graph.Node("ReduceMean", [images], ("keepdims", 1L)), 1, 1, 1);
        graph.Output(graph.Node("Expand", [one, graph.Constant(1, 1 << 20, 1 << 20)]), "boxes", ElementType.Float, -1, -1, -1);
    });

    private static byte[] Build(Action<OnnxGraph> build)
    {
        var graph = new OnnxGraph();
        build(graph);
        return graph.ToBytes();
    }
}

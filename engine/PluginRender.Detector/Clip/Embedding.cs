using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Detection.Clip;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;

namespace PluginRender.Detector.Clip;

/// <summary>Where an encoder puts its embedding, and how it is read.</summary>
internal static class Embedding
{
    /// <summary>The output that is an embedding: one of two dimensions, by its name if there are several.</summary>
    public static string OutputOf(OnnxModel model)
    {
        TensorForm[] flat = [.. model.Outputs.Where(o => o.Type is TensorElementType.Float or TensorElementType.Float16 && o.Dimensions.Count == 2)];
        return (flat.FirstOrDefault(o => o.Name.Contains("embed", StringComparison.OrdinalIgnoreCase)) ?? flat.FirstOrDefault())?.Name
            ?? throw new ModelException(model.Path, $"its outputs are {string.Join(", ", model.Outputs)}",
                "expected an embedding as float or float16 [batch, length]; export CLIP's encoder with its projection");
    }

    public static IEnumerable<float[]> Read(OnnxModel model, string output, IReadOnlyDictionary<string, FloatTensor> outputs, int batch)
    {
        FloatTensor values = outputs[output];
        if (values.Shape is not [var rows, var length] || rows != batch || length == 0)
            throw new ModelException(model.Path, $"its output \"{output}\" is {string.Join('x', values.Shape)} for {batch} inputs", "expected a row for each");
        return Enumerable.Range(0, rows).Select(i => ClipScores.Normalize(values.Values.AsSpan(i * length, length)));
    }
}

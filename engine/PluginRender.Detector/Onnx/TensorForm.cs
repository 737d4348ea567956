using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Planning;

namespace PluginRender.Detector.Onnx;

/// <summary>What a model says of an input or output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its size; −1 for any. Empty when it does not say.</param>
internal sealed record TensorForm(string Name, TensorElementType Type, IReadOnlyList<int> Dimensions)
{
    /// <summary>More than this in one input or output, and the model is a mistake or an attack: 256 MiB of floats.</summary>
    public const long MostElements = 64L << 20;

    /// <summary>Such as <c>images: float 1x3x640x640</c>.</summary>
    public override string ToString()
        => $"{Name}: {Type.ToString().ToLowerInvariant()} {string.Join('x', Dimensions.Select(d => d < 0 ? "?" : d.ToString(CultureInfo.InvariantCulture)))}";

    public static TensorForm Of(string model, string name, NodeMetadata metadata)
    {
        if (!metadata.IsTensor) throw new ModelException(model, $"\"{name}\" is no tensor but {metadata.OnnxValueType}", "expected tensors only; export the model again");
        var form = new TensorForm(name, metadata.ElementDataType, [.. metadata.Dimensions]);
        // Multiplied step by step: each factor fits 32 bits.
        long elements = 1;
        foreach (int dimension in form.Dimensions.Where(d => d >= 0))
        {
            elements *= dimension;
            if (elements > MostElements)
                throw new ModelException(model, $"it declares a tensor of {form}", $"expected at most {MostElements} elements in an input or output; export the model for pictures of common sizes, such as 640x640");
        }

        return form;
    }
}

/// <summary>Values with their shape.</summary>
internal sealed record FloatTensor(int[] Shape, float[] Values);

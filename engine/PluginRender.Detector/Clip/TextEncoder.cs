using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;

namespace PluginRender.Detector.Clip;

/// <summary>The encoder of text.</summary>
internal sealed class TextEncoder : IDisposable
{
    private const int DefaultLength = 77;
    private const int MostLength = 4096;

    private readonly OnnxModel model;
    private readonly ClipTokens tokens;
    private readonly TensorForm ids;
    private readonly TensorForm? attention;
    private readonly string output;
    private readonly int length;

    /// <exception cref="ModelException">It is no encoder of text.</exception>
    public TextEncoder(OnnxModel model, ClipTokens tokens)
    {
        (this.model, this.tokens) = (model, tokens);
        TensorForm[] known = [.. model.Inputs.Where(i => i.Type is TensorElementType.Int32 or TensorElementType.Int64 && i.Dimensions.Count == 2)];
        attention = known.FirstOrDefault(i => i.Name.Contains("mask", StringComparison.OrdinalIgnoreCase));
        TensorForm[] others = [.. known.Where(i => i != attention)];
        if (others.Length != 1 || known.Length != model.Inputs.Count)
        {
            throw new ModelException(model.Path, $"its inputs are {string.Join(", ", model.Inputs)}",
                "expected token numbers as int32 or int64 [batch, length], and at most a mask beside them; export CLIP's text encoder");
        }

        ids = others[0];
        length = ids.Dimensions[1] > 0 ? ids.Dimensions[1] : DefaultLength;
        if (length is < 2 or > MostLength) throw new ModelException(model.Path, $"its input is {ids}", $"expected a length of 2 to {MostLength} tokens, such as {DefaultLength}");
        output = Embedding.OutputOf(model);
    }

    /// <summary>The embedding of a text, of length 1.</summary>
    public float[] Encode(string text)
    {
        int batch = Math.Max(1, ids.Dimensions[0]);
        int[] numbers = tokens.Encode(text, length, out int count);
        using OrtValue tokenValue = OnnxModel.Value(ids.Type, [batch, length], Repeat(numbers));
        var inputs = new Dictionary<string, OrtValue> { [ids.Name] = tokenValue };
        using OrtValue? mask = attention is null ? null : OnnxModel.Value(attention.Type, [batch, length], Repeat(Enumerable.Range(0, length).Select(i => i < count ? 1 : 0)));
        if (mask is not null) inputs[attention!.Name] = mask;
        return Embedding.Read(model, output, model.Run(inputs), batch).First();

        IEnumerable<int> Repeat(IEnumerable<int> one) => Enumerable.Repeat(one, batch).SelectMany(x => x);
    }

    public void Dispose() => model.Dispose();
}

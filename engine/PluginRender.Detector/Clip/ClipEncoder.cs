using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Detection;
using PluginRender.Detection.Clip;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;

namespace PluginRender.Detector.Clip;

/// <summary>The encoder of pictures.</summary>
internal sealed class ImageEncoder : IDisposable
{
    private const int DefaultSide = 224;
    private const int MostSide = 1024;

    private readonly OnnxModel model;
    private readonly TensorForm input;
    private readonly string output;
    private readonly int side;

    /// <exception cref="ModelException">It is no encoder of pictures.</exception>
    public ImageEncoder(OnnxModel model)
    {
        this.model = model;
        const string expected = "expected one input, pictures as float or float16 [batch, 3, side, side]; export CLIP's image encoder";
        input = model.Inputs is [{ Type: TensorElementType.Float or TensorElementType.Float16, Dimensions: [_, 3 or -1, _, _] } only]
            ? only
            : throw new ModelException(model.Path, $"its inputs are {string.Join(", ", model.Inputs)}", expected);
        side = input.Dimensions[2] > 0 ? input.Dimensions[2] : DefaultSide;
        if (side > MostSide || (input.Dimensions[3] > 0 && input.Dimensions[3] != side)) throw new ModelException(model.Path, $"its input is {input}", expected);
        output = Embedding.OutputOf(model);
    }

    /// <summary>The embeddings of pictures of <see cref="ClipPictures"/>, each of length 1.</summary>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<Func<int, RgbImage>> pictures)
    {
        // As many at once as the model takes.
        int batch = input.Dimensions[0] > 0 ? input.Dimensions[0] : Math.Min(8, pictures.Count);
        var embeddings = new List<float[]>();
        foreach (Func<int, RgbImage>[] some in pictures.Chunk(batch))
        {
            float[] values = new float[batch * 3 * side * side];
            for (int i = 0; i < some.Length; i++) ClipPictures.Normalize(some[i](side), values.AsSpan(i * 3 * side * side, 3 * side * side));
            int count = input.Dimensions[0] > 0 ? batch : some.Length;
            using OrtValue images = OnnxModel.Value(input.Type, [count, 3, side, side], values[..(count * 3 * side * side)]);
            embeddings.AddRange(Embedding.Read(model, output, model.Run(new Dictionary<string, OrtValue> { [input.Name] = images }), count).Take(some.Length));
        }

        return embeddings;
    }

    public void Dispose() => model.Dispose();
}

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

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

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Detection;
using PluginRender.Detection.Yolo;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;

namespace PluginRender.Detector.Yolo;

/// <summary>An object detector of the YOLO family.</summary>
internal sealed class YoloModel : IDisposable
{
    private const int DefaultSide = 640;
    private const int DefaultStride = 32;
    private const int MostSide = 4096;
    private const int DefaultBatch = 4;
    private const int MostBatch = 64;

    private readonly OnnxModel model;
    private readonly DetectionSettings settings;
    private readonly TensorForm input;
    private readonly ImmutableArray<string> names;
    private readonly bool isBatchFixed;

    /// <exception cref="ModelException">It is no such model; says what was expected.</exception>
    public YoloModel(OnnxModel model, DetectionSettings settings)
    {
        (this.model, this.settings) = (model, settings);
        input = CheckInput();
        CheckOutputs();
        names = ModelNames.Parse(Meta("names")) ?? [];
        int stride = ModelNames.Numbers(Meta("stride"))?[0] ?? DefaultStride;
        ImmutableArray<int> size = ModelNames.Numbers(Meta("imgsz")) ?? [DefaultSide];
        Height = Side(input.Dimensions[2], size[0], stride);
        Width = Side(input.Dimensions[3], size[^1], stride);
        isBatchFixed = input.Dimensions[0] > 0;
        BatchSize = isBatchFixed ? input.Dimensions[0] : DefaultBatch;
        if (BatchSize > MostBatch) throw new ModelException(model.Path, $"it takes {BatchSize} pictures at once", $"expected at most {MostBatch}; export it with a batch of 1, or of any size");
    }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Pictures that it takes at once.</summary>
    public int BatchSize { get; }

    /// <summary>The subjects of each picture.</summary>
    public IReadOnlyList<DetectedSubjects> Detect(IReadOnlyList<RgbImage> pictures)
    {
        // A fixed batch is filled up with gray.
        int batch = isBatchFixed ? BatchSize : pictures.Count;
        int length = 3 * Width * Height;
        float[] values = new float[batch * length];
        values.AsSpan().Fill(Letterbox.Gray / 255f);
        Letterbox[] boxes = [.. pictures.Select(p => Letterbox.Fit(p.Width, p.Height, Width, Height))];
        for (int i = 0; i < pictures.Count; i++) boxes[i].Write(pictures[i], values.AsSpan(i * length, length));
        using OrtValue images = OnnxModel.Value(input.Type, [batch, 3, Height, Width], values);
        IReadOnlyDictionary<string, FloatTensor> outputs = model.Run(new Dictionary<string, OrtValue> { [input.Name] = images });
        FloatTensor found = Ranked(outputs, 3, batch) ?? throw WrongOutput();
        // Of a quarter of the input's size: other outputs of four dimensions are what boxes were made of.
        FloatTensor? prototypes = Ranked(outputs, 4, batch) is { Shape: [_, _, var rows, var columns] } four && rows == Height / 4 && columns == Width / 4 ? four : null;
        YoloHead head = YoloHead.Of(model.Path, found.Shape[1], found.Shape[2], Width, Height, prototypes?.Shape[1] ?? 0);
        CheckNames(head);
        return [.. boxes.Select((box, i) => Subjects(box, head, Part(found, i), prototypes, i))];
    }

    public void Dispose() => model.Dispose();

    private DetectedSubjects Subjects(Letterbox letterbox, YoloHead head, ReadOnlySpan<float> output, FloatTensor? prototypes, int index)
    {
        IReadOnlyList<YoloCandidate> candidates = YoloDecoder.Decode(output, head, settings.Confidence);
        // Without duplicates there is nothing to suppress; what overlaps there was meant to.
        IReadOnlyList<YoloCandidate> kept = head.Layout == YoloLayout.EndToEnd ? candidates : Suppression.Apply(candidates, settings.Overlap);
        ImmutableArray<(YoloCandidate Box, Subject Subject)> subjects = YoloSubjects.Most(YoloSubjects.Rank(kept, letterbox, names));
        if (subjects.IsEmpty) return DetectedSubjects.None;
        SoftMask? mask = null;
        if (prototypes is not null)
        {
            var objects = new List<(YoloCandidate, float[])>();
            foreach ((YoloCandidate box, _) in subjects) objects.Add((box, YoloDecoder.Coefficients(output, head, box.Index)));
            mask = new PrototypeMasks(prototypes.Shape[1], prototypes.Shape[2], prototypes.Shape[3]).Combine(Part(prototypes, index), letterbox, objects);
        }

        return new DetectedSubjects([.. subjects.Select(s => s.Subject)], mask);
    }

    private static ReadOnlySpan<float> Part(FloatTensor tensor, int index)
    {
        int length = tensor.Values.Length / tensor.Shape[0];
        return tensor.Values.AsSpan(index * length, length);
    }

    private static FloatTensor? Ranked(IReadOnlyDictionary<string, FloatTensor> outputs, int rank, int batch)
        => outputs.Values.FirstOrDefault(o => o.Shape.Length == rank && o.Shape[0] == batch);

    private string? Meta(string key) => model.Metadata.GetValueOrDefault(key);

    private int Side(int declared, int fromMetadata, int stride)
    {
        int side = declared > 0 ? declared : (fromMetadata + stride - 1) / stride * stride;
        return side is >= DefaultStride and <= MostSide
            ? side
            : throw new ModelException(model.Path, $"its input has a side of {side}", $"expected {DefaultStride} to {MostSide}, such as {DefaultSide}");
    }

    private TensorForm CheckInput()
    {
        const string expected = "expected one input, pictures as float or float16 [batch, 3, height, width]; export an object detector of the YOLO family";
        if (model.Inputs is not [var only])
            throw new ModelException(model.Path, $"it has {model.Inputs.Count} inputs ({string.Join(", ", model.Inputs)})", expected);
        return only.Type is TensorElementType.Float or TensorElementType.Float16 && only.Dimensions.Count == 4 && only.Dimensions[1] is 3 or -1
            ? only
            : throw new ModelException(model.Path, $"its input is {only}", expected);
    }

    private void CheckOutputs()
    {
        // An output that does not say how many dimensions it has is looked at when it is there.
        if (!model.Outputs.Any(o => o.Type is TensorElementType.Float or TensorElementType.Float16 && o.Dimensions.Count is 3 or 0)) throw WrongOutput();
    }

    private void CheckNames(YoloHead head)
    {
        if (head.Classes > 0 && !names.IsEmpty && names.Length != head.Classes)
        {
            throw new ModelException(model.Path,
                string.Create(CultureInfo.InvariantCulture, $"its output has {head.Classes} classes, and its metadata {names.Length} names"), "expected a name for each class; export the model again");
        }
    }

    private ModelException WrongOutput() => new(
        model.Path, $"its outputs are {string.Join(", ", model.Outputs)}",
        "expected float [batch, candidates, numbers] or [batch, numbers, candidates], as object detectors of the YOLO family have it, and [batch, prototypes, height, width] for masks");
}

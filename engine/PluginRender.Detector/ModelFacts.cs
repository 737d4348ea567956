using PluginRender.Detection;
using PluginRender.Detection.Saliency;
using PluginRender.Detector.Clip;
using PluginRender.Detector.Onnx;
using PluginRender.Detector.Yolo;

namespace PluginRender.Detector;

/// <summary>Looks at pictures with the models of the settings, and by saliency where they have none or find nothing.</summary>
internal sealed class ModelFacts : ISubjectDetector
{
    private const int DefaultBatch = 4;
    private const int LeastSide = 1280;

    private readonly YoloModel? yolo;
    private readonly ClipRanking? clip;

    /// <param name="settings">How to look.</param>
    /// <param name="providers">Where models run.</param>
    /// <exception cref="Planning.ModelException">A model cannot be used.</exception>
    public ModelFacts(DetectionSettings settings, ExecutionProviders providers)
    {
        try
        {
            if (settings.Model is { } model) yolo = OpenYolo(settings, OnnxModel.Open(model.Path, providers));
            if (settings.Clip is { } files) clip = ClipRanking.Open(files, providers);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int BatchSize => yolo?.BatchSize ?? DefaultBatch;

    /// <inheritdoc/>
    public int PictureSide => Math.Max(LeastSide, yolo is null ? 0 : Math.Max(yolo.Width, yolo.Height));

    /// <inheritdoc/>
    public IReadOnlyList<FoundFacts> Detect(IReadOnlyList<PictureInHand> pictures)
    {
        IReadOnlyList<DetectedSubjects> found = yolo?.Detect([.. pictures.Select(p => p.Image)]) ?? [.. pictures.Select(_ => DetectedSubjects.None)];
        return
        [
            .. pictures.Zip(found, (picture, subjects) =>
            {
                DetectedSubjects any = subjects.Subjects.IsEmpty ? SaliencyDetector.Detect(picture.Image) : subjects;
                return clip?.Rank(picture, any) ?? FoundFacts.Of(any);
            }),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        yolo?.Dispose();
        clip?.Dispose();
    }

    private static YoloModel OpenYolo(DetectionSettings settings, OnnxModel model)
    {
        try
        {
            return new YoloModel(model, settings);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}

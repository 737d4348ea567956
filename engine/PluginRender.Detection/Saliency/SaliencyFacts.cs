namespace PluginRender.Detection.Saliency;

/// <summary>Saliency alone: what is used without a model.</summary>
public sealed class SaliencyFacts : ISubjectDetector
{
    private const int MostThreads = 4;

    /// <inheritdoc/>
    public int BatchSize => 8;

    /// <inheritdoc/>
    public int PictureSide => 640;

    /// <inheritdoc/>
    public IReadOnlyList<FoundFacts> Detect(IReadOnlyList<PictureInHand> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return [.. pictures.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(Environment.ProcessorCount, 1, MostThreads)).Select(p => FoundFacts.Of(SaliencyDetector.Detect(p.Image)))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

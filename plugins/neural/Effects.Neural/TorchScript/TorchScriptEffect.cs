using TorchSharp;

namespace PluginRender.Effects.Neural.TorchScript;

/// <summary>
/// Runs a TorchScript model over each frame, in tiles that overlap. What the model changes is added to the frame, so that a model
/// that changes nothing leaves every sample as it is.
/// </summary>
/// <remarks>
/// On the processor a model runs on one thread, so that its sums have one order: the same bits on the same machine. On CUDA
/// nothing is promised.
/// </remarks>
#if CUDA
[Effect("torchscript", "1.0.0", Summary = "Runs a TorchScript model over each frame.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.None)]
#else
[Effect("torchscript", "1.0.0", Summary = "Runs a TorchScript model over each frame.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.SameMachine)]
#endif
// Measured with libtorch 2.10: heaps and relocated tables of its libraries, and their code. An instance has a frame as RGB and the
// change of it, the weights, and a tile; while it works, another tile and three tensors as wide as the model's widest layer: not
// over 64 channels at the tile's size in models of this kind, nor more than the weights of a single 3x3 layer have room for.
[EffectMemory(
    ProcessMiB = 60, LibraryMiB = 70,
    Instance = $"24 * frameWidth * frameHeight + size(model) + 12 * {TilePixels}",
    Call = $"(12 + 12 * min(64, sqrt(size(model) / 36))) * {TilePixels}")]
public sealed class TorchScriptEffect : FrameEffect
{
    private const string TilePixels = "(min(tile, frameWidth) + 2 * overlap) * (min(tile, frameHeight) + 2 * overlap)";

    private readonly TileModel model;
    private readonly RgbChange change;
    private readonly TileGrid grid;
    private readonly float strength;
    private bool isMade;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    /// <exception cref="InvalidDataException">The file is no model that can be used.</exception>
    public TorchScriptEffect(TorchScriptParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        grid = new TileGrid(context.FrameWidth, context.FrameHeight, parameters.Tile, parameters.Overlap);
        strength = (float)parameters.Strength;
        model = new TileModel(parameters.Model.Path, grid.TileWidth, grid.TileHeight);
        change = new RgbChange(context.FrameWidth, context.FrameHeight);
    }

    /// <inheritdoc/>
    public override void BeginFrame(in FrameTime time) => isMade = false;

    /// <inheritdoc/>
    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        if (!isMade)
        {
            change.Read(input);
            foreach (Tile tile in grid.Tiles)
            {
                using DisposeScope scope = torch.NewDisposeScope();
                change.Set(tile, model.Run(change.Source, tile));
            }

            isMade = true;
        }

        change.Add(input, output, strength);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            model.Dispose();
            change.Dispose();
        }

        base.Dispose(disposing);
    }
}

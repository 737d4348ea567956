namespace PluginRender.Effects.Neural.TorchScript;

/// <summary>What <see cref="TorchScriptEffect"/> does.</summary>
public sealed record TorchScriptParameters
{
    /// <summary>A TorchScript file, as <c>torch.jit.save</c> writes it.</summary>
    [Parameter("A TorchScript model that makes a 1x3xHxW tensor of the same shape from one, RGB from 0 to 1, float32. It is a program: take it from who you trust.")]
    public FileReference Model { get; init; } = new("", "");

    /// <summary>How much of the change is made, 0–1.</summary>
    [Parameter("How much of what the model changes is applied.", Default = 1.0, Minimum = 0, Maximum = 1)]
    public double Strength { get; init; } = 1;

    /// <summary>Side of the squares that a larger frame is taken in, 64–4096 pixels.</summary>
    [Parameter("Side of the tiles that a larger frame is taken in; smaller ones take less memory.", Default = 512, Minimum = 64, Maximum = 4096, Unit = "pixels")]
    public int Tile { get; init; } = 512;

    /// <summary>How far the model sees beyond a tile on each side, 0–512 pixels; as far as it looks, and there is no seam.</summary>
    [Parameter("How far the model sees beyond a tile on each side; as far as it looks, and no seam is seen.", Default = 32, Minimum = 0, Maximum = 512, Unit = "pixels")]
    public int Overlap { get; init; } = 32;
}

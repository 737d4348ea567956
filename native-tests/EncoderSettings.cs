namespace PluginRender.NativeTests;

/// <summary>How a test opens an encoder; the size is in pixels.</summary>
internal sealed record EncoderSettings
{
    public string Codec { get; init; } = "libx264";
    public int Width { get; init; } = 320;
    public int Height { get; init; } = 180;
    public int Threads { get; init; } = 2;
    public string Preset { get; init; } = "veryfast";
    public string Crf { get; init; } = "20";
    public string? X264Params { get; init; }
}

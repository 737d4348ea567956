using System.Security.Cryptography;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Golden.Effects;

/// <summary>Hashes the frames that an encoder would get.</summary>
internal sealed class FrameCapture : IFrameEncoderFactory
{
    /// <summary>SHA-256 of the luma, Cb and Cr samples of each frame, in order, without padding.</summary>
    public List<string> Hashes { get; } = [];

    public IFrameEncoder Open(RenderPlan plan, string path) => new Encoder(plan.Width, plan.Height, path, Hashes);

    public string? Refusal(string codec) => "there is no such encoder here";

    private sealed class Encoder(int width, int height, string path, List<string> hashes) : IFrameEncoder
    {
        private readonly byte[] frame = new byte[width * height * 3 / 2];

        public EncoderFrame Acquire() => new(
            frame.AsSpan(0, width * height), width,
            frame.AsSpan(width * height, width * height / 4), frame.AsSpan(width * height * 5 / 4), width / 2);

        public void Submit() => hashes.Add(Convert.ToHexStringLower(SHA256.HashData(frame)));

        public void Finish() => File.WriteAllBytes(path, [1]);

        public void Dispose()
        {
        }
    }
}

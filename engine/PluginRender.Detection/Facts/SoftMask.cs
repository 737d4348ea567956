using System.Security.Cryptography;
using PluginRender.Planning;

namespace PluginRender.Detection;

/// <summary>Where subjects are: 8-bit gray over the whole picture, 255 on them.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
public sealed class SoftMask(int width, int height)
{
    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Row by row.</summary>
    public byte[] Samples { get; } = new byte[width * height];

    /// <summary>What facts say of it.</summary>
    public MaskReference Reference => new(Width, Height, Convert.ToHexStringLower(SHA256.HashData(Samples)));
}

namespace PluginRender.Sdk;

/// <summary>
/// The sample format of bands: 15-bit fixed point, the 8-bit BT.709 limited-range code value times 128.
/// </summary>
/// <remarks>
/// Seven fractional bits keep a chain of effects free of banding; staying below 2^15 lets kernels multiply
/// signed 16-bit lanes. Values from 0 to <see cref="Max"/> are meaningful; below 0 (an undershoot) is allowed
/// and becomes 0 in the final store.
/// </remarks>
public static class Samples
{
    /// <summary>Fractional bits under the 8-bit code value.</summary>
    public const int FractionBits = 7;

    /// <summary>One 8-bit code value.</summary>
    public const int One = 1 << FractionBits;

    /// <summary>Luma of black, code 16.</summary>
    public const short Black = 16 * One;

    /// <summary>Luma of white, code 235.</summary>
    public const short White = 235 * One;

    /// <summary>Chroma of gray, code 128.</summary>
    public const short Neutral = 128 * One;

    /// <summary>The largest sample, just under code 256.</summary>
    public const short Max = short.MaxValue;
}

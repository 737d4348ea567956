using System.Runtime.CompilerServices;

namespace PluginRender.Kernels.Pointwise;

/// <summary>Scalar forms of the saturating 16-bit instructions, and factors in 15-bit fixed point.</summary>
internal static class Q15
{
    /// <summary>a · b / 32768, halves rounding up: what PMULHRSW does, wrapping included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short MultiplyRound(short a, short b) => unchecked((short)(((a * b) + 0x4000) >> 15));

    /// <summary>a + b, saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Add(short a, short b) => (short)Math.Clamp(a + b, short.MinValue, short.MaxValue);

    /// <summary>a − b, saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Subtract(short a, short b) => (short)Math.Clamp(a - b, short.MinValue, short.MaxValue);

    /// <summary>0–1 as 0 to 32767, rounded; 1 becomes 32767.</summary>
    public static short FromUnit(double value) => (short)Math.Min(32767, Math.Floor((value * 32768) + 0.5));

    /// <summary>0–1 as 0 to −32768, rounded: the negative range is the one that holds 1.</summary>
    public static short NegatedFromUnit(double value) => (short)-Math.Floor((value * 32768) + 0.5);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PluginRender.Kernels.Numerics;

namespace PluginRender.Media;

/// <summary>16-bit sRGB codes of light (IEC 61966-2-1).</summary>
internal static class SrgbCodes
{
    // A step of the table is at most 13 of 65536 codes where the curve is steepest, a twentieth of a code of 8 bits.
    private const int Steps = 65535;

    private static readonly Lazy<ushort[]> Table = new(Fill);

    /// <summary>The code of each light from 0 to 1, by 1/65535; made when it is first asked for.</summary>
    public static ReadOnlySpan<ushort> All => Table.Value;

    /// <summary>The places of light in the table, whatever it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Place(Vector128<float> light)
        => Vector128.ConvertToInt32((Vector128.Min(Vector128.Max(light, Vector128<float>.Zero), Vector128<float>.One) * Steps) + Vector128.Create(0.5f));

    /// <summary>The code of light, exactly.</summary>
    public static ushort Of(double light) => (ushort)((Encode(Math.Clamp(light, 0, 1)) * 65535) + 0.5);

    private static double Encode(double light) => light <= 0.0031308 ? 12.92 * light : (1.055 * DeterministicMath.Pow(light, 1 / 2.4)) - 0.055;

    private static ushort[] Fill()
    {
        var codes = new ushort[Steps + 1];
        for (int i = 0; i < codes.Length; i++) codes[i] = Of(i / (double)Steps);
        return codes;
    }
}

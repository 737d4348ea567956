using System.Numerics;
using PluginRender.Kernels.Numerics;

namespace ShowcasePictures;

/// <summary>What the base library leaves to the processor or the C library, computed the same way everywhere.</summary>
internal static class Exact
{
    /// <summary>
    /// From <paramref name="a"/> to <paramref name="b"/>. The result of Vector3.Lerp depends on whether the processor
    /// multiplies and adds in one step; here it is always one, which IEEE 754 defines exactly.
    /// </summary>
    public static Vector3 Mix(Vector3 a, Vector3 b, float part)
    {
        float rest = 1 - part;
        return new Vector3(
            MathF.FusedMultiplyAdd(a.X, rest, b.X * part),
            MathF.FusedMultiplyAdd(a.Y, rest, b.Y * part),
            MathF.FusedMultiplyAdd(a.Z, rest, b.Z * part));
    }

    /// <summary>The distance of two points, summed in a stated order.</summary>
    public static float Distance(Vector2 a, Vector2 b)
    {
        float x = a.X - b.X, y = a.Y - b.Y;
        return MathF.Sqrt((x * x) + (y * y));
    }

    /// <summary>A power of a number that is not negative; MathF.Pow is the C library's.</summary>
    public static float Pow(float x, float y) => (float)DeterministicMath.Pow(x, y);
}

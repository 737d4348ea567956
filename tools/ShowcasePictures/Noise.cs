namespace ShowcasePictures;

/// <summary>Gradient-free value noise from an integer hash: the same numbers on every machine.</summary>
internal static class Noise
{
    /// <summary>Smooth noise of one lattice, 0–1.</summary>
    public static float Value(float x, float y, uint seed)
    {
        int ix = (int)MathF.Floor(x), iy = (int)MathF.Floor(y);
        float fx = x - ix, fy = y - iy;
        fx = fx * fx * fx * ((fx * ((fx * 6) - 15)) + 10);
        fy = fy * fy * fy * ((fy * ((fy * 6) - 15)) + 10);
        float top = Hash(ix, iy, seed) + ((Hash(ix + 1, iy, seed) - Hash(ix, iy, seed)) * fx);
        float bottom = Hash(ix, iy + 1, seed) + ((Hash(ix + 1, iy + 1, seed) - Hash(ix, iy + 1, seed)) * fx);
        return top + ((bottom - top) * fy);
    }

    /// <summary>Fractional Brownian motion, about 0–1; octaves are turned against each other to hide the lattice.</summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        float sum = 0, weight = 0.5f, total = 0;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * Value(x, y, seed + (uint)i);
            total += weight;
            (x, y) = ((1.6f * x) + (1.2f * y) + 17.3f, (-1.2f * x) + (1.6f * y) + 5.7f);
            weight *= 0.5f;
        }

        return sum / total;
    }

    /// <summary>Fractal noise folded at the middle: sharp crests.</summary>
    public static float Ridged(float x, float y, int octaves, uint seed)
    {
        float sum = 0, weight = 0.5f, total = 0;
        for (int i = 0; i < octaves; i++)
        {
            float v = 1 - MathF.Abs((2 * Value(x, y, seed + (uint)i)) - 1);
            sum += weight * v * v;
            total += weight;
            (x, y) = ((1.6f * x) + (1.2f * y) + 9.1f, (-1.2f * x) + (1.6f * y) + 3.3f);
            weight *= 0.5f;
        }

        return sum / total;
    }

    /// <summary>Nearly normal, mean 0 and deviation 1: the sum of four uniform numbers, scaled by the root of 3.</summary>
    public static float Normal(int x, int y, uint seed)
        => (Hash(x, y, seed) + Hash(x, y, seed + 10) + Hash(x, y, seed + 20) + Hash(x, y, seed + 30) - 2) * 1.7320508f;

    public static float Hash(int x, int y, uint seed)
    {
        uint h = ((uint)x * 0x8da6b343u) ^ ((uint)y * 0xd8163841u) ^ (seed * 0xcb1ab31fu);
        h = (h ^ (h >> 15)) * 0x2c1b3c6du;
        h = (h ^ (h >> 12)) * 0x297a2d39u;
        return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
    }
}

using System.Numerics;

namespace ShowcasePictures;

/// <summary>Computes the light of each pixel of a scene; linear, before tone mapping.</summary>
internal sealed class Painter(Scene scene, int width, int height)
{
    private const uint Seed = 20240;
    private readonly uint seed = Seed + (uint)scene.Name.Sum(c => c);
    private readonly float aspect = (float)width / height;

    public Vector3 Light(int px, int py)
    {
        float x = (px + 0.5f) / height, y = (py + 0.5f) / height;
        for (int i = scene.Ridges.Length - 1; i >= 0; i--)
        {
            float crest = Crest(i, x);
            if (y > crest && !(scene.Water && y > scene.HorizonLine && scene.Ridges[i].Base < scene.HorizonLine)) return Ground(i, x, y, crest);
        }

        if (scene.Water && y > scene.HorizonLine) return Water(x, y);
        return Sky(x, y);
    }

    private Vector3 Sky(float x, float y)
    {
        float up = Math.Clamp(y / scene.HorizonLine, 0, 1);
        Vector3 color = Exact.Mix(scene.Zenith, scene.Horizon, up * up);
        var sun = new Vector2(scene.Sun.X * aspect, scene.Sun.Y);
        float distance = Exact.Distance(new Vector2(x, y), sun);
        color += scene.SunColor * (0.25f / (1 + (60 * distance * distance)));
        if (distance < scene.SunSize)
        {
            float edge = Math.Clamp((scene.SunSize - distance) * height / 2, 0, 1);
            float craters = scene.Night ? 0.55f + (0.6f * Noise.Fractal(x * 22, y * 22, 6, seed + 90)) : 1;
            color = Exact.Mix(color, scene.SunColor * (scene.Night ? 0.9f : 6) * craters, edge);
        }

        if (scene.Night) color += Stars(x, y) + Aurora(x, y);
        return Clouds(color, x, y, up, distance);
    }

    private Vector3 Clouds(Vector3 sky, float x, float y, float up, float sunDistance)
    {
        if (scene.Clouds <= 0) return sky;
        float depth = 0.25f + (1.3f * (1 - up));
        float cx = (x - (aspect / 2)) / depth * 1.6f, cy = 1.6f / depth;
        float warp = Noise.Fractal(cx * 1.3f, cy * 1.3f, 4, seed + 40);
        float density = Noise.Fractal((cx * 1.5f) + warp, (cy * 3) + warp, 9, seed + 50);
        float cover = Math.Clamp((density - (0.72f - (0.42f * scene.Clouds))) * 4.5f, 0, 1);
        float lit = Noise.Fractal((cx * 1.5f) + warp + 0.06f, (cy * 3) + warp - 0.1f, 6, seed + 50);
        float shade = Math.Clamp(0.62f + ((density - lit) * 3.2f), 0.15f, 1.25f);
        Vector3 white = (scene.Horizon * 0.75f) + (scene.SunColor * (0.28f + (0.5f / (1 + (8 * sunDistance * sunDistance)))));
        return Exact.Mix(sky, white * shade, cover * cover * (3 - (2 * cover)) * Math.Clamp(1.25f - up, 0.2f, 1));
    }

    private Vector3 Stars(float x, float y)
    {
        int cx = (int)(x * 220), cy = (int)(y * 220);
        float chance = Noise.Hash(cx, cy, seed + 70);
        if (chance < 0.985f) return Vector3.Zero;
        var center = new Vector2(cx + 0.3f + (0.4f * Noise.Hash(cx, cy, seed + 71)), cy + 0.3f + (0.4f * Noise.Hash(cx, cy, seed + 72))) / 220;
        float d = Exact.Distance(new Vector2(x, y), center) * height;
        return new Vector3(0.9f, 0.95f, 1.1f) * (MathF.Max(0, 1 - (d / (0.9f + (1.6f * (chance - 0.985f) * 66)))) * (chance - 0.98f) * 50);
    }

    private Vector3 Aurora(float x, float y)
    {
        Vector3 sum = Vector3.Zero;
        for (int band = 0; band < 3; band++)
        {
            float path = 0.18f + (0.13f * band) + (0.22f * Noise.Fractal((x * 1.1f) + (band * 5), 0.3f, 4, seed + 60 + (uint)band));
            float above = path - y;
            float rays = 0.45f + (0.55f * Noise.Fractal(x * 26, band * 3.1f, 4, seed + 80 + (uint)band));
            float glow = above > 0 ? 1 / (1 + (above * above * 95)) : MathF.Max(0, 1 + (above * 26));
            sum += Exact.Mix(new Vector3(0.06f, 0.62f, 0.3f), new Vector3(0.32f, 0.14f, 0.5f), Math.Clamp(above * 4, 0, 1)) * (glow * rays * 0.5f);
        }

        return sum;
    }

    private float Crest(int index, float x)
    {
        Ridge ridge = scene.Ridges[index];
        float shape = ridge.Kind is Cover.Snow or Cover.Rock
            ? Noise.Ridged((x * ridge.Scale) + (index * 11), 0.7f, 9, seed + (uint)(index * 7))
            : Noise.Fractal((x * ridge.Scale) + (index * 11), 0.7f, ridge.Kind is Cover.Sand or Cover.Grass ? 3 : 7, seed + (uint)(index * 7));
        float crest = ridge.Base - (ridge.Relief * (shape - 0.4f));
        if (ridge.Kind == Cover.Strata) crest += 0.02f * MathF.Floor(6 * Noise.Fractal(x * ridge.Scale * 2, 3, 3, seed + 33));
        if (ridge.Kind == Cover.Trees) crest -= Conifers(x, index);
        return crest;
    }

    private float Conifers(float x, int index)
    {
        float cells = 34 + (26 * (scene.Ridges.Length - index));
        float tallest = 0;
        for (int layer = 0; layer < 2; layer++)
        {
            float position = (x * cells) + (layer * 0.5f);
            int tree = (int)MathF.Floor(position);
            float size = 0.5f + (0.7f * Noise.Hash(tree, layer, seed + (uint)index));
            float side = MathF.Abs(position - tree - 0.5f) * 2;
            float branches = 1 - (0.18f * Noise.Value(position * 26, layer, seed + 5));
            tallest = MathF.Max(tallest, size * MathF.Max(0, branches - side));
        }

        return tallest * 3.4f / cells;
    }

    private Vector3 Ground(int index, float x, float y, float crest)
    {
        Ridge ridge = scene.Ridges[index];
        float depth = y - crest;
        // Light from the slope of a height field, sampled half a hill's detail toward the sun; below the sun it comes from
        // straight ahead, or its column would show as an edge.
        float scale = ridge.Scale * (ridge.Kind == Cover.Sand ? 1.4f : 3.5f);
        float toward = Math.Clamp(((scene.Sun.X * aspect) - x) * 6, -1, 1) * 0.012f;
        float h = Detail(ridge, x * scale, y * scale * 1.8f), h2 = Detail(ridge, (x + toward) * scale, (y - 0.008f) * scale * 1.8f);
        float light = Math.Clamp(0.55f + ((h - h2) * 5.5f), 0.08f, 1.6f);
        Vector3 albedo = Albedo(ridge, x, y, depth, h);
        Vector3 color = albedo * ((scene.SunColor * (0.75f * light)) + (scene.Zenith * 0.5f) + (scene.Horizon * 0.16f));
        float mist = 0.8f * Math.Clamp(ridge.Haze + (0.7f * ridge.Haze * Math.Clamp(depth * 3, 0, 1) * Noise.Fractal(x * 3, y * 6, 5, seed + 44)), 0, 1);
        return Exact.Mix(color, scene.Horizon * 0.95f, mist);
    }

    private float Detail(Ridge ridge, float x, float y) => ridge.Kind switch
    {
        Cover.Sand => Noise.Fractal(x, y, 4, seed + 21) + (0.05f * MathF.Abs((2 * Fraction((y * 9) + (2.2f * Noise.Fractal(x * 2, y, 3, seed + 22)))) - 1)),
        Cover.Snow or Cover.Rock => Noise.Ridged(x, y, 9, seed + 23),
        _ => Noise.Fractal(x, y, 9, seed + 24),
    };

    private Vector3 Albedo(Ridge ridge, float x, float y, float depth, float h)
    {
        float fine = Noise.Fractal(x * 90, y * 90, 5, seed + 25);
        Vector3 rock = ridge.Rock * (0.55f + (0.9f * fine));
        switch (ridge.Kind)
        {
            case Cover.Snow:
                float snow = Math.Clamp((h * 1.5f) - (depth * 1.7f) + (0.4f * fine), 0, 1);
                return Exact.Mix(rock, new Vector3(0.86f, 0.9f, 0.97f), snow * snow * (3 - (2 * snow)));
            case Cover.Strata:
                float layer = Noise.Fractal((x * 1.5f) + 3, (y * 60) + (4 * Noise.Fractal(x * 3, y * 3, 4, seed + 26)), 4, seed + 27);
                return rock * (0.5f + layer) * Exact.Mix(new Vector3(1.1f, 0.85f, 0.7f), new Vector3(0.95f, 1, 1.05f), layer);
            case Cover.Grass:
                float blade = Noise.Fractal(x * 240, y * 55, 4, seed + 28);
                Vector3 green = ridge.Rock * (0.35f + (1.2f * blade));
                int cx = (int)(x * 260), cy = (int)(y * 200);
                float bloom = Noise.Hash(cx, cy, seed + 29);
                bool inside = Exact.Distance(new Vector2(Fraction(x * 260), Fraction(y * 200)), new Vector2(0.5f)) < 0.32f;
                bool flower = bloom > 0.9f && depth > 0.03f && inside && Noise.Fractal(x * 4, y * 9, 3, seed + 31) > 0.48f;
                return flower ? Exact.Mix(new Vector3(0.85f, 0.2f, 0.15f), new Vector3(0.9f, 0.75f, 0.2f), Noise.Hash(cx, cy, seed + 30)) : green;
            case Cover.Sand:
                return ridge.Rock * (0.9f + (0.2f * fine));
            default:
                return rock;
        }
    }

    private Vector3 Water(float x, float y)
    {
        float depth = (y - scene.HorizonLine) / (1 - scene.HorizonLine);
        float distance = 1 / (0.03f + depth);
        float ripple = Noise.Fractal(x * 14 * (0.3f + (distance * 0.25f)), distance * 9, 6, seed + 11) - 0.5f;
        float waves = Noise.Fractal((x * 60) + (3 * ripple), distance * 40, 4, seed + 12) - 0.5f;
        float mirrored = Math.Max(0.002f, (2 * scene.HorizonLine) - y + (ripple * 0.09f * (0.2f + depth)) + (waves * 0.05f * (0.2f + depth)));
        float sway = x + (ripple * 0.02f) + (waves * 0.012f);
        Vector3 reflected = Sky(sway, mirrored);
        for (int i = scene.Ridges.Length - 1; i >= 0; i--)
        {
            if (scene.Ridges[i].Base < scene.HorizonLine && mirrored > Crest(i, sway))
            {
                reflected = Ground(i, sway, mirrored, Crest(i, sway));
                break;
            }
        }

        float glint = MathF.Max(0, 1 - (MathF.Abs(x - (scene.Sun.X * aspect)) * 5)) * MathF.Max(0, waves + ripple) * 1.5f;
        return (reflected * (0.82f - (0.4f * depth))) + (scene.Zenith * 0.1f * depth) + (scene.SunColor * glint * 0.5f);
    }

    private static float Fraction(float v) => v - MathF.Floor(v);
}

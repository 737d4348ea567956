using System.Runtime.Intrinsics;

namespace PluginRender.Media;

/// <summary>
/// A profile's tables by Little CMS, perceptual with black-point compensation: asked for the colors of a lattice once, and
/// interpolated between them (in tetrahedra, Kasson et al. 1995). Little CMS makes XYZ by sums and products alone; what follows
/// needs powers, and is done here, so that no color depends on the C library.
/// </summary>
internal sealed class TableTransform : ColorTransform
{
    private const int Batch = 4096;

    // Y of L* 50: no black is taken to be lighter (as Little CMS and Adobe's description of the compensation have it).
    private const double LightestBlack = 0.18418651851244416;

    // The black of perceptual tables of version 4 (ICC.1:2022, 6.3.4.3).
    private const double PerceptualBlack = 0.0034731;

    private readonly Vector128<float>[] nodes;
    private readonly int channels;
    private readonly int points;

    private TableTransform(Vector128<float>[] nodes, int channels, int points) => (this.nodes, this.channels, this.points) = (nodes, channels, points);

    /// <summary>The transform; null when the profile is damaged.</summary>
    /// <exception cref="MissingLibraryException">Little CMS is not on this machine.</exception>
    public static TableTransform? Create(IccProfile profile, SampleKind kind)
    {
        (int channels, int points) = kind switch { SampleKind.Gray => (1, 1025), SampleKind.Rgb => (3, 65), _ => (4, 21) };
        using LittleCms.Pipeline? pipeline = LittleCms.ToXyz(profile.Bytes, kind);
        return pipeline is null ? null : new TableTransform(Nodes(pipeline, BlackOf(profile, pipeline, kind), kind, (channels, points)), channels, points);
    }

    /// <inheritdoc/>
    public override void Apply(Span<ushort> pixels)
    {
        float scale = (points - 1) / 65535f;
        for (int i = 0; i + 4 <= pixels.Length; i += 4)
        {
            Span<ushort> pixel = pixels.Slice(i, 4);
            Vector128<float> color = channels switch
            {
                1 => Between(pixel[0] * scale),
                3 => Between(0, pixel, scale),
                _ => Inked(pixel, scale),
            };
            color = Vector128.Min(Vector128.Max(color, Vector128<float>.Zero), Vector128.Create(65535f));
            pixel[0] = (ushort)(color[0] + 0.5f);
            pixel[1] = (ushort)(color[1] + 0.5f);
            pixel[2] = (ushort)(color[2] + 0.5f);
            if (channels == 4) pixel[3] = ushort.MaxValue;
        }
    }

    private static double BlackOf(IccProfile profile, LittleCms.Pipeline pipeline, SampleKind kind)
    {
        if (profile.Major >= 4) return PerceptualBlack;
        Span<float> darkest = stackalloc float[kind switch { SampleKind.Gray => 1, SampleKind.Rgb => 3, _ => 4 }];
        darkest.Fill(kind == SampleKind.Cmyk ? 100 : 0);
        Span<double> xyz = stackalloc double[3];
        pipeline.Apply(darkest, xyz);
        return double.IsFinite(xyz[1]) ? Math.Clamp(xyz[1], 0, LightestBlack) : 0;
    }

    private static Vector128<float>[] Nodes(LittleCms.Pipeline pipeline, double black, SampleKind kind, (int Channels, int Points) lattice)
    {
        int count = 1;
        for (int channel = 0; channel < lattice.Channels; channel++) count *= lattice.Points;
        var nodes = new Vector128<float>[count];
        float full = kind == SampleKind.Cmyk ? 100 : 1;
        float[] device = new float[Batch * lattice.Channels];
        double[] xyz = new double[Batch * 3];
        for (int first = 0; first < count; first += Batch)
        {
            int some = Math.Min(Batch, count - first);
            for (int i = 0; i < some; i++)
            {
                // The last channel runs fastest.
                for (int channel = lattice.Channels - 1, rest = first + i; channel >= 0; channel--, rest /= lattice.Points)
                    device[(i * lattice.Channels) + channel] = rest % lattice.Points * full / (lattice.Points - 1);
            }

            pipeline.Apply(device.AsSpan(0, some * lattice.Channels), xyz.AsSpan(0, some * 3));
            for (int i = 0; i < some; i++) nodes[first + i] = Srgb(xyz.AsSpan(3 * i, 3), black);
        }

        return nodes;
    }

    private static Vector128<float> Srgb(ReadOnlySpan<double> xyz, double black)
    {
        // White stays and black becomes black: a line in XYZ, the same for X and Z relative to their white.
        double x = (xyz[0] - (0.9642 * black)) / (1 - black), y = (xyz[1] - black) / (1 - black), z = (xyz[2] - (0.8249 * black)) / (1 - black);
        ColorMatrix m = ColorMatrix.SrgbFromD50;
        return Vector128.Create(Code(m, 0), Code(m, 1), Code(m, 2), 0);

        float Code(ColorMatrix m, int row)
        {
            double light = (m[row, 0] * x) + (m[row, 1] * y) + (m[row, 2] * z);
            return double.IsFinite(light) ? SrgbCodes.Beyond(light) : 0;
        }
    }

    private Vector128<float> Between(float place)
    {
        int cell = Math.Min((int)place, points - 2);
        return nodes[cell] + ((nodes[cell + 1] - nodes[cell]) * (place - cell));
    }

    // Cyan is the slowest channel: two lattices of the other three, and a line between them.
    private Vector128<float> Inked(ReadOnlySpan<ushort> pixel, float scale)
    {
        float place = pixel[0] * scale;
        int cell = Math.Min((int)place, points - 2);
        int lattice = points * points * points;
        Vector128<float> less = Between(cell * lattice, pixel[1..], scale), more = Between((cell + 1) * lattice, pixel[1..], scale);
        return less + ((more - less) * (place - cell));
    }

    /// <summary>Between the corners of a cube: along the channel that is furthest into it first, then the next.</summary>
    private Vector128<float> Between(int start, ReadOnlySpan<ushort> channel, float scale)
    {
        (float a, float b, float c) = (channel[0] * scale, channel[1] * scale, channel[2] * scale);
        (int ca, int cb, int cc) = (Math.Min((int)a, points - 2), Math.Min((int)b, points - 2), Math.Min((int)c, points - 2));
        (a, b, c) = (a - ca, b - cb, c - cc);
        int stepA = points * points, stepB = points;
        const int StepC = 1;
        int corner = start + (ca * stepA) + (cb * stepB) + cc;
        return a >= b
            ? b >= c ? Along(corner, stepA, stepB, StepC, (a, b, c)) : a >= c ? Along(corner, stepA, StepC, stepB, (a, c, b)) : Along(corner, StepC, stepA, stepB, (c, a, b))
            : a >= c ? Along(corner, stepB, stepA, StepC, (b, a, c)) : b >= c ? Along(corner, stepB, StepC, stepA, (b, c, a)) : Along(corner, StepC, stepB, stepA, (c, b, a));
    }

    private Vector128<float> Along(int corner, int first, int second, int third, (float First, float Second, float Third) rest)
    {
        Vector128<float> v0 = nodes[corner], v1 = nodes[corner + first], v2 = nodes[corner + first + second], v3 = nodes[corner + first + second + third];
        return v0 + ((v1 - v0) * rest.First) + ((v2 - v1) * rest.Second) + ((v3 - v2) * rest.Third);
    }
}

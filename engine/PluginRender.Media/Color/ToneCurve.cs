using System.Buffers.Binary;
using PluginRender.Kernels.Numerics;

namespace PluginRender.Media;

/// <summary>From the codes of a channel, 0 to 1, to light, 0 to 1.</summary>
internal abstract record ToneCurve
{
    /// <summary>Samples of a parametric curve are of this many points, between which it is straight enough.</summary>
    public const int Codes = 65536;

    /// <summary>IEC 61966-2-1, the curve of sRGB.</summary>
    public static ToneCurve Srgb { get; } = new Parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0);

    /// <summary>Light of a code.</summary>
    public double Of(double code) => Evaluate(code) switch
    {
        // What is not a number is as dark as can be.
        > 0 and double light => Math.Min(light, 1),
        _ => 0,
    };

    /// <summary>Light of every 16-bit code.</summary>
    public float[] Sampled()
    {
        var samples = new float[Codes];
        for (int code = 0; code < Codes; code++) samples[code] = (float)Of(code / (double)(Codes - 1));
        return samples;
    }

    /// <summary>A pure power.</summary>
    public static ToneCurve Gamma(double exponent) => new Parametric(exponent, 1, 0, 0, 0, 0, 0);

    /// <summary>A curveType or parametricCurveType of a profile (ICC.1:2022, 10.6 and 10.18); null when it is neither.</summary>
    public static ToneCurve? Read(ReadOnlySpan<byte> tag)
    {
        if (tag.Length >= 12 && tag.StartsWith("curv"u8)) return ReadTable(tag);
        if (tag.Length < 12 || !tag.StartsWith("para"u8)) return null;
        // How many numbers each kind of function has: g, then a and b, then as they come.
        int kind = BinaryPrimitives.ReadUInt16BigEndian(tag[8..]);
        int count = kind switch { 0 => 1, 1 => 3, 2 => 4, 3 => 5, 4 => 7, _ => int.MaxValue };
        if (count > (tag.Length - 12) / 4) return null;
        var n = new double[7];
        for (int i = 0; i < count; i++) n[i] = BinaryPrimitives.ReadInt32BigEndian(tag[(12 + (4 * i))..]) / 65536.0;
        (double g, double a, double b, double c, double d) = (n[0], n[1], n[2], n[3], n[4]);
        return kind switch
        {
            0 => Gamma(g),
            // Below -b/a the power has no value; both kinds are flat there.
            1 when a != 0 => new Parametric(g, a, b, 0, -b / a, 0, 0),
            2 when a != 0 => new Parametric(g, a, b, 0, -b / a, c, c),
            3 => new Parametric(g, a, b, c, d, 0, 0),
            4 => new Parametric(g, a, b, c, d, n[5], n[6]),
            _ => null,
        };
    }

    /// <summary>Whether another is the same function.</summary>
    public virtual bool IsAs(ToneCurve other) => Equals(other);

    /// <summary>Light before it is kept between black and white.</summary>
    protected abstract double Evaluate(double code);

    private static ToneCurve? ReadTable(ReadOnlySpan<byte> tag)
    {
        uint count = BinaryPrimitives.ReadUInt32BigEndian(tag[8..]);
        if (count == 0) return Gamma(1);
        if (count > (tag.Length - 12) / 2) return null;
        if (count == 1) return Gamma(BinaryPrimitives.ReadUInt16BigEndian(tag[12..]) / 256.0);
        var samples = new ushort[count];
        for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadUInt16BigEndian(tag[(12 + (2 * i))..]);
        return new Table(samples);
    }

    /// <summary>(a·x + b)^g + e from d on, c·x + f before.</summary>
    internal sealed record Parametric(double G, double A, double B, double C, double D, double E, double F) : ToneCurve
    {
        /// <inheritdoc/>
        protected override double Evaluate(double code)
            => code >= D ? DeterministicMath.Pow(Math.Max(0, (A * code) + B), G) + E : (C * code) + F;
    }

    /// <summary>16-bit samples, with straight lines between them.</summary>
    private sealed record Table(ushort[] Samples) : ToneCurve
    {
        /// <inheritdoc/>
        public override bool IsAs(ToneCurve other) => other is Table table && table.Samples.AsSpan().SequenceEqual(Samples);

        /// <inheritdoc/>
        protected override double Evaluate(double code)
        {
            double place = code * (Samples.Length - 1);
            int below = Math.Min((int)place, Samples.Length - 2);
            return (Samples[below] + ((Samples[below + 1] - Samples[below]) * (place - below))) / 65535;
        }
    }
}

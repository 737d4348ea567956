using System.Globalization;

namespace PluginRender.Sdk;

/// <summary>A frame rate as an exact rational, frames per second, in lowest terms (30/1, 30000/1001).</summary>
public readonly record struct FrameRate
{
    /// <param name="numerator">Frames; positive.</param>
    /// <param name="denominator">Seconds; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is not positive.</exception>
    public FrameRate(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>Frames in <see cref="Denominator"/> seconds.</summary>
    public int Numerator { get; }

    /// <summary>Seconds that <see cref="Numerator"/> frames last.</summary>
    public int Denominator { get; }

    /// <summary>Frames per second as a floating-point number, for display and for physics, never for boundaries.</summary>
    public double FramesPerSecond => (double)Numerator / Denominator;

    /// <summary>How many seconds <paramref name="frames"/> frames last.</summary>
    public double ToSeconds(long frames) => (double)frames * Denominator / Numerator;

    /// <summary>
    /// The frame boundary nearest to a time, halves rounding up: floor(seconds · rate + 1/2), computed exactly
    /// for the decimal the author wrote.
    /// </summary>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public long ToFrames(decimal seconds)
        => decimal.ToInt64(decimal.Floor((seconds * Numerator / Denominator) + 0.5m));

    /// <summary>Reads <c>"30"</c> or <c>"30000/1001"</c>.</summary>
    public static bool TryParse(string? text, out FrameRate rate)
    {
        rate = default;
        if (text is null) return false;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string over = slash < 0 ? text : text[..slash];
        string under = slash < 0 ? "1" : text[(slash + 1)..];
        if (!int.TryParse(over, NumberStyles.None, CultureInfo.InvariantCulture, out int numerator) || numerator == 0
            || !int.TryParse(under, NumberStyles.None, CultureInfo.InvariantCulture, out int denominator) || denominator == 0)
            return false;
        rate = new FrameRate(numerator, denominator);
        return true;
    }

    /// <summary><c>"30"</c> or <c>"30000/1001"</c>: what <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

namespace PluginRender.Rendering;

/// <summary>How far two frames differ.</summary>
/// <param name="Squares">The sum of squared differences of all samples, luma and chroma.</param>
/// <param name="Samples">How many samples a frame has.</param>
/// <param name="Most">The greatest difference of two samples.</param>
public readonly record struct FrameDifference(long Squares, long Samples, int Most)
{
    /// <summary>The mean squared error; peak signal-to-noise ratio is 10 log10(255² / this).</summary>
    public double MeanSquare => (double)Squares / Samples;

    /// <summary>Compares two frames of one size.</summary>
    public static FrameDifference Of(StillFrame expected, StillFrame received)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(received);
        ArgumentOutOfRangeException.ThrowIfNotEqual((received.Width, received.Height), (expected.Width, expected.Height), nameof(received));
        (long squares, int most) = (0, 0);
        Add(expected.Luma, received.Luma, ref squares, ref most);
        Add(expected.Cb, received.Cb, ref squares, ref most);
        Add(expected.Cr, received.Cr, ref squares, ref most);
        return new FrameDifference(squares, expected.Luma.Length + (2L * expected.Cb.Length), most);
    }

    /// <summary>The difference of each color of each pixel, multiplied so that the greatest is white.</summary>
    /// <param name="expected">A picture.</param>
    /// <param name="received">Another of its size.</param>
    /// <param name="factor">What it was multiplied by, at least 1.</param>
    public static RgbPicture Picture(RgbPicture expected, RgbPicture received, out int factor)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(received);
        ArgumentOutOfRangeException.ThrowIfNotEqual((received.Width, received.Height), (expected.Width, expected.Height), nameof(received));
        var difference = new RgbPicture(expected.Width, expected.Height);
        byte[] bytes = difference.Bytes;
        int most = 1;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Abs(expected.Bytes[i] - received.Bytes[i]);
            most = Math.Max(most, bytes[i]);
        }

        factor = 255 / most;
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(bytes[i] * factor);
        return difference;
    }

    private static void Add(byte[] expected, byte[] received, ref long squares, ref int most)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int difference = Math.Abs(expected[i] - received[i]);
            squares += difference * difference;
            most = Math.Max(most, difference);
        }
    }
}

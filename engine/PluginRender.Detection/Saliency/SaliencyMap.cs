namespace PluginRender.Detection.Saliency;

/// <summary>
/// How much each pixel stands out: R. Achanta, S. Hemami, F. Estrada, S. Süsstrunk, "Frequency-tuned salient region
/// detection", CVPR 2009, with the refinement of R. Achanta, S. Süsstrunk, "Saliency detection using maximum symmetric
/// surround", ICIP 2010. The saliency of a pixel is the distance in CIELAB of the slightly blurred picture there from the
/// mean of the largest rectangle inside the picture that has the pixel in its middle.
/// </summary>
/// <remarks>
/// The mean of all of the picture, which the first paper takes, makes large backgrounds salient too; the surround of the
/// second is small at the borders, where backgrounds are. Sums are of whole numbers, the rest is one division and one
/// square root: the same map on every machine.
/// </remarks>
internal sealed class SaliencyMap
{
    private readonly double[] values;

    private SaliencyMap(int width, int height)
    {
        (Width, Height) = (width, height);
        values = new double[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The largest value.</summary>
    public double Most { get; private set; }

    /// <summary>A pixel's distance from its surround, in units of CIELAB.</summary>
    public double this[int x, int y] => values[(y * Width) + x];

    public static SaliencyMap Of(RgbImage image)
    {
        var map = new SaliencyMap(image.Width, image.Height);
        int[][] lab = Planes(image);
        foreach (int[] plane in lab) map.AddSquares(plane);
        for (int i = 0; i < map.values.Length; i++)
        {
            map.values[i] = Math.Sqrt(map.values[i]);
            map.Most = Math.Max(map.Most, map.values[i]);
        }

        return map;
    }

    private static int[][] Planes(RgbImage image)
    {
        int[][] lab = [new int[image.Width * image.Height], new int[image.Width * image.Height], new int[image.Width * image.Height]];
        for (int i = 0; i < lab[0].Length; i++)
            (lab[0][i], lab[1][i], lab[2][i]) = LabColor.Of(image.Samples[3 * i], image.Samples[(3 * i) + 1], image.Samples[(3 * i) + 2]);
        return lab;
    }

    private void AddSquares(int[] plane)
    {
        long[] sums = Integral(plane);
        for (int y = 0; y < Height; y++)
        {
            int dy = Math.Min(y, Height - 1 - y);
            for (int x = 0; x < Width; x++)
            {
                int dx = Math.Min(x, Width - 1 - x);
                long surround = Sum(sums, x - dx, y - dy, x + dx + 1, y + dy + 1);
                double mean = (double)surround / ((2 * dx + 1) * (2 * dy + 1));
                double distance = ((Blurred(plane, x, y) / 256.0) - mean) / LabColor.Scale;
                values[(y * Width) + x] += distance * distance;
            }
        }
    }

    /// <summary>The first paper's 5x5 binomial filter, 256 times its mean; the border's pixels are continued.</summary>
    private long Blurred(int[] plane, int x, int y)
    {
        ReadOnlySpan<int> binomial = [1, 4, 6, 4, 1];
        long sum = 0;
        for (int j = -2; j <= 2; j++)
        {
            int row = Math.Clamp(y + j, 0, Height - 1) * Width;
            for (int i = -2; i <= 2; i++) sum += (long)binomial[j + 2] * binomial[i + 2] * plane[row + Math.Clamp(x + i, 0, Width - 1)];
        }

        return sum;
    }

    /// <summary>Sums over all pixels above and to the left, with a row and a column of zeros before them.</summary>
    private long[] Integral(int[] plane)
    {
        long[] sums = new long[(Width + 1) * (Height + 1)];
        for (int y = 0; y < Height; y++)
        {
            long row = 0;
            for (int x = 0; x < Width; x++)
            {
                row += plane[(y * Width) + x];
                sums[((y + 1) * (Width + 1)) + x + 1] = sums[(y * (Width + 1)) + x + 1] + row;
            }
        }

        return sums;
    }

    private long Sum(long[] sums, int left, int top, int right, int bottom)
    {
        int stride = Width + 1;
        return sums[(bottom * stride) + right] - sums[(top * stride) + right] - sums[(bottom * stride) + left] + sums[(top * stride) + left];
    }
}

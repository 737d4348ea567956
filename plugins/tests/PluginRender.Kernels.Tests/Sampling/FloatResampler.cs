namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>Separable resampling in double precision with any kernel, widened when shrinking: the yardstick.</summary>
internal static class FloatResampler
{
    /// <summary>Lanczos with three lobes, for any step.</summary>
    public static Func<double, double> Lanczos3(double step) => t =>
    {
        double x = Math.PI * t;
        return t == 0 ? 1 : t < 3 ? 3 * Math.Sin(x) * Math.Sin(x / 3) / (x * x) : 0;
    };

    /// <summary>The sampler's own kernel for a step.</summary>
    public static Func<double, double> Keys(double step) => Cubic(CubicKernel.Depth(step));

    public static Func<double, double> Cubic(double c) => t => t switch
    {
        < 1 => ((2 - c) * t * t * t) + ((c - 3) * t * t) + 1,
        < 2 => c * ((-t * t * t) + (5 * t * t) - (8 * t) + 4),
        _ => 0,
    };

    /// <summary>Codes of an output plane whose sample (0, 0) lies at (x.First, y.First) of the source's samples.</summary>
    public static double[,] Resample(
        byte[] source, (int Width, int Height) size, (double First, double Step) x, (double First, double Step) y,
        (int Width, int Height) output, Func<double, Func<double, double>> kernel)
    {
        double[,] columns = Weights(size.Width, x, output.Width, kernel(x.Step));
        double[,] rows = Weights(size.Height, y, output.Height, kernel(y.Step));
        double[] line = new double[size.Width];
        double[,] result = new double[output.Height, output.Width];
        for (int j = 0; j < output.Height; j++)
        {
            Array.Clear(line);
            for (int t = 0; t < size.Height; t++)
            {
                if (rows[j, t] == 0) continue;
                for (int i = 0; i < size.Width; i++) line[i] += rows[j, t] * source[(t * size.Width) + i];
            }

            for (int i = 0; i < output.Width; i++)
            {
                int middle = (int)(x.First + (i * x.Step)), reach = (int)(3 * Math.Max(1, x.Step)) + 2;
                for (int t = Math.Clamp(middle - reach, 0, size.Width - 1); t < Math.Min(middle + reach, size.Width); t++) result[j, i] += columns[i, t] * line[t];
            }
        }

        return result;
    }

    private static double[,] Weights(int size, (double First, double Step) axis, int count, Func<double, double> kernel)
    {
        double scale = Math.Max(1, axis.Step);
        double[,] weights = new double[count, size];
        for (int i = 0; i < count; i++)
        {
            double position = axis.First + (i * axis.Step), sum = 0;
            for (int t = (int)Math.Floor(position - (3 * scale)); t <= position + (3 * scale); t++)
            {
                double weight = kernel(Math.Abs(t - position) / scale);
                weights[i, Math.Clamp(t, 0, size - 1)] += weight;
                sum += weight;
            }

            for (int t = 0; t < size; t++) weights[i, t] /= sum;
        }

        return weights;
    }
}

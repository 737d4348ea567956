namespace PluginRender.Detection;

/// <summary>
/// Scales one plane, row by row as they come. Sums in double precision in a fixed order, one operation after the other:
/// the same samples on every machine.
/// </summary>
internal sealed class PlaneScaling
{
    private readonly ScalingTaps columns;
    private readonly ScalingTaps rows;
    private readonly double[] line;
    private readonly double[] sums;
    private int unfinished;

    public PlaneScaling(ScalingTaps columns, ScalingTaps rows)
    {
        (this.columns, this.rows) = (columns, rows);
        line = new double[columns.Count];
        sums = new double[columns.Count * rows.Count];
    }

    /// <summary>A scaled sample, once all rows were added.</summary>
    public double this[int column, int row] => sums[(row * line.Length) + column];

    /// <summary>Adds the next row; all of them, in order.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="step">Bytes from one to the next.</param>
    public void Add(int row, ReadOnlySpan<byte> samples, int step)
    {
        while (unfinished < rows.Count && rows.First(unfinished) + rows.Weights(unfinished).Length <= row) unfinished++;
        bool isFiltered = false;
        for (int target = unfinished; target < rows.Count && rows.First(target) <= row; target++)
        {
            int tap = row - rows.First(target);
            if (tap >= rows.Weights(target).Length) continue;
            if (!isFiltered) Filter(samples, step);
            isFiltered = true;
            double weight = rows.Weights(target)[tap];
            Span<double> into = sums.AsSpan(target * line.Length, line.Length);
            for (int i = 0; i < into.Length; i++) into[i] += weight * line[i];
        }
    }

    private void Filter(ReadOnlySpan<byte> samples, int step)
    {
        for (int target = 0; target < line.Length; target++)
        {
            ReadOnlySpan<double> weights = columns.Weights(target);
            int at = columns.First(target) * step;
            double sum = 0;
            foreach (double weight in weights)
            {
                sum += weight * samples[at];
                at += step;
            }

            line[target] = sum;
        }
    }
}

namespace PluginRender.Detection.Yolo;

/// <summary>Reads candidates from a model's output.</summary>
public static class YoloDecoder
{
    // More than this many of one picture tell nothing new, and suppression takes their square.
    private const int MostCandidates = 2000;

    /// <summary>The candidates whose best class scores at least <paramref name="confidence"/>, best first.</summary>
    /// <param name="output">One picture's output.</param>
    /// <param name="head">Its layout.</param>
    /// <param name="confidence">0–1.</param>
    public static IReadOnlyList<YoloCandidate> Decode(ReadOnlySpan<float> output, YoloHead head, double confidence)
    {
        ArgumentNullException.ThrowIfNull(head);
        var candidates = new List<YoloCandidate>();
        for (int i = 0; i < head.Candidates; i++)
        {
            if (Read(output, head, i) is { } candidate && candidate.Score >= confidence) candidates.Add(candidate);
        }

        // Equal scores stay in the model's order.
        return [.. candidates.OrderByDescending(c => c.Score).Take(MostCandidates)];
    }

    /// <summary>A candidate's coefficients, by which a mask is made of prototypes.</summary>
    public static float[] Coefficients(ReadOnlySpan<float> output, YoloHead head, int index)
    {
        ArgumentNullException.ThrowIfNull(head);
        float[] coefficients = new float[head.Coefficients];
        for (int k = 0; k < coefficients.Length; k++) coefficients[k] = At(output, head, index, head.Length - head.Coefficients + k);
        return coefficients;
    }

    private static YoloCandidate? Read(ReadOnlySpan<float> output, YoloHead head, int index)
    {
        (double a, double b, double c, double d) = (At(output, head, index, 0), At(output, head, index, 1), At(output, head, index, 2), At(output, head, index, 3));
        (double left, double top, double right, double bottom) = head.Layout == YoloLayout.EndToEnd
            ? (a, b, c, d)
            : (a - (c / 2), b - (d / 2), a + (c / 2), b + (d / 2));
        (double score, int best) = head.Layout == YoloLayout.EndToEnd
            ? (At(output, head, index, 4), ClassOf(At(output, head, index, 5)))
            : Score(output, head, index);
        // Also refuses what is not a number.
        return right > left && bottom > top && score > 0 && double.IsFinite(right - left + bottom - top)
            ? new YoloCandidate(left, top, right, bottom, Math.Min(1, score), best, index)
            : null;
    }

    private static (double Score, int Class) Score(ReadOnlySpan<float> output, YoloHead head, int index)
    {
        int first = head.Layout == YoloLayout.RowsWithObjectness ? 5 : 4;
        (float most, int best) = (float.NegativeInfinity, 0);
        for (int k = 0; k < head.Classes; k++)
        {
            float score = At(output, head, index, first + k);
            if (score > most) (most, best) = (score, k);
        }

        return (head.Layout == YoloLayout.RowsWithObjectness ? (double)most * At(output, head, index, 4) : most, best);
    }

    private static int ClassOf(float number) => float.IsFinite(number) ? (int)Math.Clamp(Math.Floor(number + 0.5), 0, 1_000_000) : 0;

    private static float At(ReadOnlySpan<float> output, YoloHead head, int candidate, int number)
        => output[head.Layout == YoloLayout.Columns ? (number * head.Candidates) + candidate : (candidate * head.Length) + number];
}

using System.Collections.Immutable;
using PluginRender.Kernels.Numerics;
using PluginRender.Planning;

namespace PluginRender.Detection.Clip;

/// <summary>Compares embeddings.</summary>
public static class ClipScores
{
    // What CLIP's learned temperature ended at, and is kept from exceeding.
    private const double LogitScale = 100;
    private const double LeastTag = 0.02;

    /// <summary>The same direction with length 1; zeros stay zeros.</summary>
    public static float[] Normalize(ReadOnlySpan<float> embedding)
    {
        double squares = 0;
        foreach (float number in embedding) squares += (double)number * number;
        double length = Math.Sqrt(squares);
        float[] normalized = new float[embedding.Length];
        if (!(length > 0) || !double.IsFinite(length)) return normalized;
        for (int i = 0; i < normalized.Length; i++) normalized[i] = (float)(embedding[i] / length);
        return normalized;
    }

    /// <summary>The cosine of two embeddings of length 1, −1 to 1.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return Math.Clamp(sum, -1, 1);
    }

    /// <summary>
    /// The words that fit a picture, most probable first: the softmax of a hundred times the cosines, as CLIP classifies
    /// without training. Those under 2% are left out.
    /// </summary>
    public static ImmutableArray<PictureTag> Tags(float[] picture, ImmutableArray<(string Name, float[] Embedding)> words)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (words.IsEmpty) return [];
        double[] logits = [.. words.Select(w => LogitScale * Cosine(picture, w.Embedding))];
        double most = logits.Max();
        double[] weights = [.. logits.Select(l => DeterministicMath.Exp(l - most))];
        double all = weights.Sum();
        return
        [
            .. words.Select((word, i) => new PictureTag(word.Name, weights[i] / all)).Where(t => t.Score >= LeastTag).OrderByDescending(t => t.Score),
        ];
    }
}

namespace PluginRender.Detection.Yolo;

/// <summary>A box that a model proposes, in pixels of its input.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge, beyond the left one.</param>
/// <param name="Bottom">Bottom edge, below the top one.</param>
/// <param name="Score">0–1.</param>
/// <param name="Class">Number of its class.</param>
/// <param name="Index">Its place among the candidates.</param>
public readonly record struct YoloCandidate(double Left, double Top, double Right, double Bottom, double Score, int Class, int Index)
{
    /// <summary>In square pixels.</summary>
    public double Area => (Right - Left) * (Bottom - Top);

    /// <summary>Intersection over union with another box, 0–1.</summary>
    public double Overlap(in YoloCandidate other)
    {
        double width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        double height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0) return 0;
        double shared = width * height;
        return shared / (Area + other.Area - shared);
    }
}

using PluginRender.Kernels.Numerics;

namespace PluginRender.Detection.Yolo;

/// <summary>
/// Masks as segmentation heads have them (D. Bolya et al., "YOLACT: Real-time Instance Segmentation", ICCV 2019): the
/// logistic function of prototypes weighed by an object's coefficients, inside its box.
/// </summary>
/// <param name="count">Prototypes.</param>
/// <param name="height">Rows of each.</param>
/// <param name="width">Columns of each.</param>
public sealed class PrototypeMasks(int count, int height, int width)
{
    /// <summary>The mask of all objects of a picture together, over the picture without the gray around it.</summary>
    /// <param name="prototypes">One after the other.</param>
    /// <param name="letterbox">How the picture lies in the input, which the prototypes cover.</param>
    /// <param name="objects">Boxes with their coefficients.</param>
    public SoftMask Combine(ReadOnlySpan<float> prototypes, Letterbox letterbox, IReadOnlyList<(YoloCandidate Box, float[] Coefficients)> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        (double scaleX, double scaleY) = ((double)width / letterbox.InputWidth, (double)height / letterbox.InputHeight);
        int left = (int)Math.Floor((letterbox.Left * scaleX) + 0.5);
        int top = (int)Math.Floor((letterbox.Top * scaleY) + 0.5);
        var mask = new SoftMask(
            Math.Clamp((int)Math.Floor((letterbox.Width * scaleX) + 0.5), 1, width - left),
            Math.Clamp((int)Math.Floor((letterbox.Height * scaleY) + 0.5), 1, height - top));
        foreach ((YoloCandidate box, float[] coefficients) in objects)
        {
            int firstX = Math.Clamp((int)Math.Floor(box.Left * scaleX) - left, 0, mask.Width);
            int firstY = Math.Clamp((int)Math.Floor(box.Top * scaleY) - top, 0, mask.Height);
            int endX = Math.Clamp((int)Math.Ceiling(box.Right * scaleX) - left, 0, mask.Width);
            int endY = Math.Clamp((int)Math.Ceiling(box.Bottom * scaleY) - top, 0, mask.Height);
            for (int y = firstY; y < endY; y++)
            {
                for (int x = firstX; x < endX; x++)
                {
                    ref byte sample = ref mask.Samples[(y * mask.Width) + x];
                    sample = Math.Max(sample, Level(prototypes, coefficients, ((top + y) * width) + left + x));
                }
            }
        }

        return mask;
    }

    private byte Level(ReadOnlySpan<float> prototypes, float[] coefficients, int at)
    {
        double sum = 0;
        for (int k = 0; k < count; k++) sum += (double)coefficients[k] * prototypes[(k * width * height) + at];
        return double.IsNaN(sum) ? (byte)0 : (byte)Math.Floor((255 / (1 + DeterministicMath.Exp(-Math.Clamp(sum, -50, 50)))) + 0.5);
    }
}

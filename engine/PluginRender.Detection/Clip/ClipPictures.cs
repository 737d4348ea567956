using PluginRender.Planning;

namespace PluginRender.Detection.Clip;

/// <summary>Pictures as CLIP's image encoder was trained with: square, by cubic convolution, normalized.</summary>
public static class ClipPictures
{
    // Of the training pictures, by channel; published with the models.
    private static readonly double[] Mean = [0.48145466, 0.4578275, 0.40821073];
    private static readonly double[] Deviation = [0.26862954, 0.26130258, 0.27577711];

    /// <summary>The middle of a picture, as large as it can be and square.</summary>
    public static RgbImage Whole(RgbImage picture, int side)
    {
        ArgumentNullException.ThrowIfNull(picture);
        double shorter = Math.Min(picture.Width, picture.Height);
        (double width, double height) = (shorter / picture.Width, shorter / picture.Height);
        return PictureScaling.Scale(picture, new PictureBox((1 - width) / 2, (1 - height) / 2, width, height), side, side, ScalingKernel.Cubic);
    }

    /// <summary>
    /// What a box shows, stretched to a square: as X. Gu et al., "Open-vocabulary Object Detection via Vision and Language
    /// Knowledge Distillation", ICLR 2022, embed proposed regions.
    /// </summary>
    public static RgbImage Region(RgbImage picture, PictureBox box, int side)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return PictureScaling.Scale(picture, box, side, side, ScalingKernel.Cubic);
    }

    /// <summary>Writes an encoder's input: all red values, all green ones, all blue ones.</summary>
    public static void Normalize(RgbImage picture, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int plane = picture.Width * picture.Height;
        for (int i = 0; i < plane; i++)
        {
            for (int channel = 0; channel < 3; channel++)
                input[(channel * plane) + i] = (float)(((picture.Samples[(3 * i) + channel] / 255.0) - Mean[channel]) / Deviation[channel]);
        }
    }
}

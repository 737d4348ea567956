using PluginRender.Planning;

namespace PluginRender.Detection.Yolo;

/// <summary>
/// How a picture lies in a model's input: scaled to fit, in the middle, gray around it, as the models of the YOLO family
/// were trained.
/// </summary>
/// <param name="InputWidth">Columns of the input.</param>
/// <param name="InputHeight">Rows of the input.</param>
/// <param name="Left">First column of the picture.</param>
/// <param name="Top">First row of the picture.</param>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
public readonly record struct Letterbox(int InputWidth, int InputHeight, int Left, int Top, int Width, int Height)
{
    /// <summary>The gray around it.</summary>
    public const byte Gray = 114;

    /// <summary>For a picture and an input.</summary>
    public static Letterbox Fit(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight)
    {
        double scale = Math.Min((double)inputWidth / pictureWidth, (double)inputHeight / pictureHeight);
        int width = Math.Clamp((int)Math.Floor((pictureWidth * scale) + 0.5), 1, inputWidth);
        int height = Math.Clamp((int)Math.Floor((pictureHeight * scale) + 0.5), 1, inputHeight);
        return new Letterbox(inputWidth, inputHeight, (inputWidth - width) / 2, (inputHeight - height) / 2, width, height);
    }

    /// <summary>A box of the input as one of the picture; what lies in the gray is cut off.</summary>
    public PictureBox ToPicture(double left, double top, double right, double bottom)
        => PictureBox.Between((left - Left) / Width, (top - Top) / Height, (right - Left) / Width, (bottom - Top) / Height);

    /// <summary>Writes the input's samples, 0–1: all red ones, all green ones, all blue ones.</summary>
    /// <param name="picture">The picture, of any size.</param>
    /// <param name="input">3 · height · width.</param>
    public void Write(RgbImage picture, Span<float> input)
    {
        RgbImage scaled = PictureScaling.Scale(picture, new PictureBox(0, 0, 1, 1), Width, Height);
        int plane = InputWidth * InputHeight;
        input.Fill(Gray / 255f);
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = scaled.Row(y);
            int start = ((Top + y) * InputWidth) + Left;
            for (int channel = 0; channel < 3; channel++)
            {
                Span<float> target = input.Slice((channel * plane) + start, Width);
                for (int x = 0; x < Width; x++) target[x] = row[(3 * x) + channel] / 255f;
            }
        }
    }
}

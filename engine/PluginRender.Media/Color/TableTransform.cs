namespace PluginRender.Media;

/// <summary>
/// A profile's tables by Little CMS, perceptual with black-point compensation, which it does unasked where, as here, one of the
/// profiles is of version 4. It makes XYZ of each color, by sums and products alone; what follows needs powers, and is done here, so
/// that no color depends on the C library. A lattice of colors
/// instead, interpolated, was tried: it is faster and was up to 13 codes off in dark colors.
/// </summary>
internal sealed class TableTransform : ColorTransform
{
    private readonly LittleCms.Pipeline pipeline;
    private readonly int channels;
    private float[] device = [];
    private double[] xyz = [];

    private TableTransform(LittleCms.Pipeline pipeline, int channels) => (this.pipeline, this.channels) = (pipeline, channels);

    /// <summary>The transform; null when the profile is damaged.</summary>
    /// <exception cref="MissingLibraryException">Little CMS is not on this machine.</exception>
    public static TableTransform? Create(IccProfile profile, SampleKind kind)
    {
        int channels = kind switch { SampleKind.Gray => 1, SampleKind.Rgb => 3, _ => 4 };
        return LittleCms.ToXyz(profile.Bytes, kind) is { } pipeline ? new TableTransform(pipeline, channels) : null;
    }

    /// <inheritdoc/>
    public override void Apply(Span<ushort> pixels)
    {
        int count = pixels.Length / 4;
        if (device.Length < count * channels) (device, xyz) = (new float[count * channels], new double[count * 3]);
        // Of colors that follow each other and are the same, one is enough.
        int different = 0;
        for (int i = 0; i < count; i++)
        {
            Span<ushort> pixel = pixels.Slice(4 * i, 4);
            if (i == 0 || !IsTheSame(pixel, pixels.Slice((4 * i) - 4, 4))) Put(pixel, device.AsSpan(channels * different++, channels));
        }

        pipeline.Apply(device.AsSpan(0, channels * different), xyz.AsSpan(0, 3 * different));
        (ushort R, ushort G, ushort B) shown = default;
        // Backwards: a pixel is compared with the one before it, which is not changed yet.
        for (int i = count - 1, next = different - 1; i >= 0; i--)
        {
            Span<ushort> pixel = pixels.Slice(4 * i, 4);
            if (i == count - 1) shown = Srgb(xyz.AsSpan(3 * next, 3));
            bool isFirst = i == 0 || !IsTheSame(pixel, pixels.Slice((4 * i) - 4, 4));
            (pixel[0], pixel[1], pixel[2]) = shown;
            if (channels == 4) pixel[3] = ushort.MaxValue;
            if (isFirst && --next >= 0) shown = Srgb(xyz.AsSpan(3 * next, 3));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        pipeline.Dispose();
        base.Dispose();
    }

    /// <summary>Opacity, where there is one, is no part of a color.</summary>
    private bool IsTheSame(ReadOnlySpan<ushort> pixel, ReadOnlySpan<ushort> other) => pixel[..Math.Max(3, channels)].SequenceEqual(other[..Math.Max(3, channels)]);

    private void Put(ReadOnlySpan<ushort> pixel, Span<float> color)
    {
        float full = channels == 4 ? 100 : 1;
        for (int channel = 0; channel < channels; channel++) color[channel] = pixel[channel] * full / 65535;
    }

    private static (ushort R, ushort G, ushort B) Srgb(ReadOnlySpan<double> color)
    {
        ColorMatrix m = ColorMatrix.SrgbFromD50;
        return (Code(color, 0), Code(color, 1), Code(color, 2));

        ushort Code(ReadOnlySpan<double> color, int row)
        {
            double light = (m[row, 0] * color[0]) + (m[row, 1] * color[1]) + (m[row, 2] * color[2]);
            return SrgbCodes.All[(int)(((light > 0 ? Math.Min(light, 1) : 0) * (SrgbCodes.All.Length - 1)) + 0.5)];
        }
    }
}

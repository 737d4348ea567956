using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>
/// Decodes JPEGs. Ordinary ones with libavcodec, which is fast and gives the frames that there always were; libjpeg, which
/// viewers are made with, has what libavcodec cannot decode or takes for other colors (arithmetic coding, four inks, subsampled
/// RGB, odd subsampling), what is damaged or cut off, and smaller sizes.
/// </summary>
internal static class JpegPicture
{
    /// <summary>Decodes a file that is a JPEG.</summary>
    public static PictureBuffer Decode(PictureFile file, int reduction, Action<string> noticed)
    {
        JpegStructure jpeg = JpegStructure.Parse(file.Bytes);
        if (reduction == 1 && jpeg.IsOrdinary && LibavcodecPicture.TryDecode(file, file.Bytes, new PacketDecoding("mjpeg"), out _) is { } picture)
        {
            if ((picture.Width, picture.Height) == (jpeg.Width, jpeg.Height)) return picture;
            picture.Dispose();
        }

        using var decoder = TurboJpeg.Open();
        (int width, int height) = ((jpeg.Width + reduction - 1) / reduction, (jpeg.Height + reduction - 1) / reduction);
        using JpegSamples samples = JpegMemory.IsPlanar(jpeg)
            ? JpegSamples.Planar(width, height, jpeg.Components[0].Horizontal, jpeg.Components[0].Vertical)
            : JpegSamples.Packed(width, height, jpeg.Components.Count);
        TurboJpegOutcome outcome = samples.Decode(decoder, file.Bytes);
        if (outcome.IsFatal) throw new SourceException(file.Path, JpegDamage.Problem(outcome.Text), "copy or export the picture again");
        if (outcome.Text.Length > 0 && JpegDamage.Notice(outcome.Text, jpeg.IsProgressive, samples.RowsThere() * reduction, jpeg.Height) is { } notice) noticed(notice);
        if (samples.IsPlanar) return DecodedPicture.From(file, samples.AsPlanes());
        using var rows = new JpegRows(samples);
        return DecodedPicture.From(file, rows);
    }
}

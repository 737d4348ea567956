using FFmpeg.AutoGen;
using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>A decoded item of a HEIF file.</summary>
internal sealed unsafe class HeifTile : IDisposable
{
    private AVFrame* frame;

    private HeifTile(AVFrame* frame, YCbCrFrame pixels)
    {
        this.frame = frame;
        Pixels = pixels;
    }

    /// <summary>Its pixels, until this is disposed of.</summary>
    public YCbCrFrame Pixels { get; }

    /// <exception cref="SourceException">It cannot be decoded.</exception>
    public static HeifTile Decode(PictureFile file, HeifItem item)
    {
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            ReadOnlySpan<byte> bytes = file.Bytes;
            // Parts may name the same bytes, and as many as 4096 of them the whole file.
            if (item.Data.Sum(part => (long)part.End.Value - part.Start.Value) > bytes.Length)
                throw new SourceException(file.Path, "its data is damaged: parts of it overlap", "copy or export the picture again");
            byte[]? joined = item.Data.Count == 1 ? null : Joined(bytes, item);
            // An AV1 item has its sequence header in its data; that of HEVC stands in a property of the item (ISO/IEC 14496-15, 8.3.3).
            ReadOnlySpan<byte> extradata = item.Type == "hvc1" && item.Property("hvcC") is { } configuration ? bytes[configuration] : default;
            int code = PacketDecoder.Decode(frame, joined ?? bytes[item.Data[0]], extradata, new PacketDecoding(item.Type == "hvc1" ? "hevc" : "libdav1d", IsStrict: true, IsZeroed: item.Type == "hvc1"));
            if (code < 0 || frame->decode_error_flags != 0 || (frame->flags & ffmpeg.AV_FRAME_FLAG_CORRUPT) != 0)
                throw new SourceException(file.Path, $"its data is damaged ({(item.Type == "hvc1" ? "HEVC" : "AV1")})", "copy or export the picture again");
            ApplyColor(frame, item, bytes);
            return new HeifTile(frame, YCbCrFrame.Of(frame) ?? throw new SourceException(
                file.Path, $"its samples ({ffmpeg.av_get_pix_fmt_name((AVPixelFormat)frame->format)}, {frame->colorspace}) are of a kind that is not read", OtherFile.Export));
        }
        catch
        {
            ffmpeg.av_frame_free(&frame);
            throw;
        }
    }

    public void Dispose()
    {
        AVFrame* owned = frame;
        frame = null;
        ffmpeg.av_frame_free(&owned);
    }

    /// <summary>What the item says of matrix and range counts before what the codec's data says (ISO/IEC 23008-12, 6.5.5).</summary>
    private static void ApplyColor(AVFrame* frame, HeifItem item, ReadOnlySpan<byte> file)
    {
        foreach (HeifBox property in item.Properties)
        {
            if (property.Type != "colr") continue;
            var reader = new HeifReader(file, property.Body);
            if (reader.Letters() != "nclx") continue;
            reader.Skip(4);
            frame->colorspace = (AVColorSpace)reader.Next(2);
            frame->color_range = (reader.Next(1) & 0x80) != 0 ? AVColorRange.AVCOL_RANGE_JPEG : AVColorRange.AVCOL_RANGE_MPEG;
            return;
        }
    }

    private static byte[] Joined(ReadOnlySpan<byte> file, HeifItem item)
    {
        var joined = new List<byte>();
        foreach (Range part in item.Data) joined.AddRange(file[part]);
        return [.. joined];
    }
}

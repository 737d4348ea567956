using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes a video of ours frame by frame, exactly.</summary>
public sealed unsafe class VideoFrames : IDisposable
{
    private readonly string path;
    private readonly PacketReader reader;
    private AVCodecContext* context;
    private AVFrame* frame;
    private bool isDrained;

    /// <param name="path">An MP4 with one H.264 stream.</param>
    /// <exception cref="EncodingException">It is none, or damaged.</exception>
    public VideoFrames(string path)
    {
        this.path = path;
        reader = new PacketReader(path);
        try
        {
            frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
            context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_H264)), "a decoder");
            FFmpegError.Check(ffmpeg.avcodec_parameters_to_context(context, reader.Parameters), $"{path}: reading the header");
            context->err_recognition = ffmpeg.AV_EF_EXPLODE | ffmpeg.AV_EF_CRCCHECK | ffmpeg.AV_EF_BITSTREAM | ffmpeg.AV_EF_BUFFER;
            context->thread_count = 1;
            context->max_pixels = (long)Math.Max(1, reader.Parameters->width) * Math.Max(1, reader.Parameters->height) * 4;
            FFmpegError.Check(ffmpeg.avcodec_open2(context, null, null), $"{path}: opening a decoder");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What stands in a video's header.</summary>
    /// <exception cref="EncodingException">It is no MP4 with one H.264 stream, or damaged.</exception>
    public static VideoHeader HeaderOf(string path)
    {
        using var reader = new PacketReader(path);
        CodecParameters parameters = CodecParameters.Of(reader.Parameters);
        return new VideoHeader(parameters.Codec, parameters.Profile, parameters.Level, parameters.Color, Convert.ToHexStringLower(parameters.Extradata));
    }

    /// <summary>Decodes the next frame; false at the end.</summary>
    /// <param name="target">Filled; of the video's size.</param>
    /// <exception cref="EncodingException">It does not decode without an error, or is of another size or form.</exception>
    public bool Read(StillFrame target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int code;
        while ((code = ffmpeg.avcodec_receive_frame(context, frame)) == ffmpeg.AVERROR(ffmpeg.EAGAIN) && !isDrained)
        {
            isDrained = !reader.Read();
            FFmpegError.Check(ffmpeg.avcodec_send_packet(context, isDrained ? null : reader.Packet), $"{path}: decoding");
        }

        if (code == ffmpeg.AVERROR_EOF) return false;
        FFmpegError.Check(code, $"{path}: decoding");
        if (frame->decode_error_flags != 0 || (AVPixelFormat)frame->format != AVPixelFormat.AV_PIX_FMT_YUV420P || (frame->width, frame->height) != (target.Width, target.Height))
            throw new EncodingException($"{path}: a frame is damaged, or not of {target.Width}x{target.Height} in 8-bit 4:2:0", ffmpeg.AVERROR_INVALIDDATA);
        Copy(0, target.Luma, target.Width, target.Height);
        Copy(1, target.Cb, target.Width / 2, target.Height / 2);
        Copy(2, target.Cr, target.Width / 2, target.Height / 2);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        fixed (AVFrame** p = &frame) ffmpeg.av_frame_free(p);
        fixed (AVCodecContext** p = &context) ffmpeg.avcodec_free_context(p);
        reader.Dispose();
    }

    private void Copy(uint plane, byte[] target, int width, int height)
    {
        for (int row = 0; row < height; row++)
            new ReadOnlySpan<byte>(frame->data[plane] + (row * (long)frame->linesize[plane]), width).CopyTo(target.AsSpan(row * width));
    }
}

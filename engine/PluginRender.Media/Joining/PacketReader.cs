using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Reads the packets of an MP4 with one video stream, in decoding order.</summary>
internal sealed unsafe class PacketReader : IDisposable
{
    private readonly string path;
    private AVFormatContext* format;
    private AVPacket* packet;

    public PacketReader(string path)
    {
        this.path = path;
        AVFormatContext* opened = null;
        // Only the MP4 demuxer: a file that is something else is refused, not guessed at.
        FFmpegError.Check(ffmpeg.avformat_open_input(&opened, path, ffmpeg.av_find_input_format("mp4"), null), $"{path}: opening");
        format = opened;
        if (format->nb_streams != 1)
        {
            uint found = format->nb_streams;
            Dispose();
            throw new EncodingException($"{path}: {found} streams where one was expected", ffmpeg.AVERROR_INVALIDDATA);
        }

        packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
        if (Parameters->extradata_size < 4) return;
        // The demuxer leaves these open: AVCProfileIndication and AVCLevelIndication (ISO/IEC 14496-15, 5.3.3.1.2).
        Parameters->profile = Parameters->extradata[1];
        Parameters->level = Parameters->extradata[3];
    }

    public AVStream* Stream => format->streams[0];

    public AVCodecParameters* Parameters => Stream->codecpar;

    /// <summary>The packet read last.</summary>
    public AVPacket* Packet => packet;

    /// <summary>Reads the next packet; false at the end.</summary>
    public bool Read()
    {
        ffmpeg.av_packet_unref(packet);
        int code = ffmpeg.av_read_frame(format, packet);
        if (code == ffmpeg.AVERROR_EOF) return false;
        FFmpegError.Check(code, $"{path}: reading");
        return true;
    }

    /// <summary>
    /// By how many frames decoding runs ahead of presentation, as the SPS says. The demuxer only guesses it from
    /// the timestamps, and guesses 0 for a chunk too short to reorder; decoding the first picture tells.
    /// </summary>
    public static int ReorderDelay(string path)
    {
        using var reader = new PacketReader(path);
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(
            ffmpeg.avcodec_alloc_context3(ffmpeg.avcodec_find_decoder(reader.Parameters->codec_id)), "a decoder");
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            FFmpegError.Check(ffmpeg.avcodec_parameters_to_context(context, reader.Parameters), $"{path}: reading the header");
            context->thread_count = 1;
            FFmpegError.Check(ffmpeg.avcodec_open2(context, null, null), $"{path}: opening a decoder");
            if (!reader.Read()) return 0;
            FFmpegError.Check(ffmpeg.avcodec_send_packet(context, reader.Packet), $"{path}: decoding the first picture");
            FFmpegError.Check(ffmpeg.avcodec_send_packet(context, null), $"{path}: decoding the first picture");
            FFmpegError.Check(ffmpeg.avcodec_receive_frame(context, frame), $"{path}: decoding the first picture");
            return context->has_b_frames;
        }
        finally
        {
            ffmpeg.av_frame_free(&frame);
            ffmpeg.avcodec_free_context(&context);
        }
    }

    public void Dispose()
    {
        fixed (AVPacket** p = &packet) ffmpeg.av_packet_free(p);
        fixed (AVFormatContext** p = &format) ffmpeg.avformat_close_input(p);
    }
}

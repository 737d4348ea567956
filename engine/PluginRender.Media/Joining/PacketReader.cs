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

    public void Dispose()
    {
        fixed (AVPacket** p = &packet) ffmpeg.av_packet_free(p);
        fixed (AVFormatContext** p = &format) ffmpeg.avformat_close_input(p);
    }
}

using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Reads the packets of an MP4 with one video stream, in decoding order.</summary>
internal sealed unsafe class PacketReader : IDisposable
{
    // The MP4 demuxer's names, all of them: the list is compared with the whole of its name.
    private const string Demuxer = "mov,mp4,m4a,3gp,3g2,mj2";
    private const int MostSide = 8192;

    private readonly string path;
    private AVFormatContext* format;
    private AVPacket* packet;

    public PacketReader(string path)
    {
        this.path = path;
        format = Open(path);
        if (Refusal() is { } problem)
        {
            Dispose();
            throw new EncodingException($"{path}: {problem}", ffmpeg.AVERROR_INVALIDDATA);
        }

        packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
        if (Parameters->extradata_size < 4) return;
        // The demuxer leaves these open: AVCProfileIndication and AVCLevelIndication (ISO/IEC 14496-15, 5.3.3.1.2).
        Parameters->profile = Parameters->extradata[1];
        Parameters->level = Parameters->extradata[3];
    }

    /// <summary>
    /// Opens a file as MP4 and nothing else: what it is, is not guessed, and neither it nor what it names is opened by
    /// another protocol than file, read by another demuxer, or decoded by another decoder.
    /// </summary>
    private static AVFormatContext* Open(string path)
    {
        AVFormatContext* opened = null;
        AVDictionary* options = null;
        try
        {
            foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[
                ("protocol_whitelist", "file"), ("format_whitelist", Demuxer), ("codec_whitelist", "h264"), ("max_streams", "16"),
                ("enable_drefs", "0"), ("use_absolute_path", "0")])
            {
                FFmpegError.Check(ffmpeg.av_dict_set(&options, name, value, 0), $"{path}: setting {name}");
            }

            // With the protocol's name before it no other one is read out of the path.
            FFmpegError.CheckReading(ffmpeg.avformat_open_input(&opened, "file:" + path, ffmpeg.av_find_input_format("mp4"), &options), path, "opening");
            return opened;
        }
        finally
        {
            ffmpeg.av_dict_free(&options);
        }
    }

    private string? Refusal()
    {
        if (format->nb_streams != 1) return $"{format->nb_streams} streams where one was expected";
        if (Parameters->codec_id != AVCodecID.AV_CODEC_ID_H264) return "its stream is not H.264";
        return Parameters->width is < 0 or > MostSide || Parameters->height is < 0 or > MostSide
            ? $"its picture is {Parameters->width}x{Parameters->height}, and more than {MostSide} pixels a side are not read"
            : null;
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
        FFmpegError.CheckReading(code, path, "reading");
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
            ffmpeg.avcodec_alloc_context3(ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_H264)), "a decoder");
        AVFrame* frame = (AVFrame*)FFmpegError.Allocated(ffmpeg.av_frame_alloc(), "a frame");
        try
        {
            FFmpegError.Check(ffmpeg.avcodec_parameters_to_context(context, reader.Parameters), $"{path}: reading the header");
            context->thread_count = 1;
            context->max_pixels = MostSide * MostSide;
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

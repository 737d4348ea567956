using System.Globalization;
using FFmpeg.AutoGen;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Media;

/// <summary>
/// Writes one video stream as MP4, times given in frames. Room for the index is kept at the front, so that the
/// file can be played while it loads without its media data being written twice.
/// </summary>
internal sealed unsafe class Mp4Writer : IDisposable
{
    private readonly string path;
    private readonly AVRational frameBase;
    private AVFormatContext* format;
    private AVStream* stream;
    private bool open;

    /// <param name="path">The file to write.</param>
    /// <param name="parameters">The stream's codec parameters, extradata included; copied.</param>
    /// <param name="rate">The frame rate.</param>
    /// <param name="headRoom">Bytes kept for the index at the front; 0 puts the index at the end.</param>
    public Mp4Writer(string path, AVCodecParameters* parameters, FrameRate rate, int headRoom)
    {
        this.path = path;
        frameBase = new AVRational { num = rate.Denominator, den = rate.Numerator };
        try
        {
            AVFormatContext* created = null;
            FFmpegError.Check(ffmpeg.avformat_alloc_output_context2(&created, null, "mp4", path), $"{path}: preparing an MP4");
            format = created;
            format->flags |= ffmpeg.AVFMT_FLAG_BITEXACT;
            stream = (AVStream*)FFmpegError.Allocated(ffmpeg.avformat_new_stream(format, null), "a stream");
            FFmpegError.Check(ffmpeg.avcodec_parameters_copy(stream->codecpar, parameters), "copying codec parameters");
            stream->codecpar->codec_tag = 0;
            stream->time_base = frameBase;
            stream->avg_frame_rate = new AVRational { num = rate.Numerator, den = rate.Denominator };
            stream->sample_aspect_ratio = parameters->sample_aspect_ratio;
            Open(headRoom);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Writes a packet; its buffer is left with the caller.</summary>
    /// <param name="packet">The data.</param>
    /// <param name="pts">Presentation time in frames.</param>
    /// <param name="dts">Decoding time in frames, strictly rising.</param>
    public void Write(AVPacket* packet, long pts, long dts)
    {
        packet->stream_index = 0;
        packet->pts = ffmpeg.av_rescale_q(pts, frameBase, stream->time_base);
        packet->dts = ffmpeg.av_rescale_q(dts, frameBase, stream->time_base);
        packet->duration = ffmpeg.av_rescale_q(1, frameBase, stream->time_base);
        int fault = Faults.At(FaultPoint.Packet);
        FFmpegError.CheckWriting(fault != 0 ? -fault : ffmpeg.av_write_frame(format, packet), path, "writing a frame");
    }

    /// <summary>Completes the file.</summary>
    public void Finish()
    {
        int fault = Faults.At(FaultPoint.Index);
        FFmpegError.CheckWriting(fault != 0 ? -fault : ffmpeg.av_write_trailer(format), path, "writing the index");
        open = false;
        FFmpegError.CheckWriting(ffmpeg.avio_closep(&format->pb), path, "closing");
    }

    public void Dispose()
    {
        if (format == null) return;
        if (open || format->pb != null) _ = ffmpeg.avio_closep(&format->pb);
        ffmpeg.avformat_free_context(format);
        format = null;
    }

    private void Open(int headRoom)
    {
        int fault = Faults.At(FaultPoint.Open);
        FFmpegError.CheckWriting(fault != 0 ? -fault : ffmpeg.avio_open(&format->pb, path, ffmpeg.AVIO_FLAG_WRITE), path, "opening for writing");
        AVDictionary* options = null;
        try
        {
            if (headRoom > 0)
                FFmpegError.Check(ffmpeg.av_dict_set(&options, "moov_size", headRoom.ToString(CultureInfo.InvariantCulture), 0), "setting moov_size");
            FFmpegError.Check(ffmpeg.av_dict_set(&options, "movflags", "+write_colr", 0), "setting movflags");
            fault = Faults.At(FaultPoint.Header);
            FFmpegError.CheckWriting(fault != 0 ? -fault : ffmpeg.avformat_write_header(format, &options), path, "writing the header");
            open = true;
        }
        finally
        {
            ffmpeg.av_dict_free(&options);
        }
    }
}

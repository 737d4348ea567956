using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>How libavcodec is to decode a packet.</summary>
/// <param name="Decoder">The decoder's name.</param>
/// <param name="IsStrict">Whether damage is an error.</param>
/// <param name="IsZeroed">Whether frames are zeros before they are decoded into: what a damaged file leaves out would be whatever was in memory.</param>
internal readonly record struct PacketDecoding(string Decoder, bool IsStrict = true, bool IsZeroed = false);

/// <summary>Decodes one picture with libavcodec. Its bytes are one packet: no demuxer, no protocol, nothing that could open another file.</summary>
internal static unsafe class PacketDecoder
{
    /// <summary>Decodes into a frame, which stays the caller's.</summary>
    /// <param name="frame">An empty frame.</param>
    /// <param name="bytes">The packet.</param>
    /// <param name="extradata">What the codec is to know before; may be empty.</param>
    /// <param name="how">With which decoder.</param>
    /// <returns>0, or FFmpeg's code of why there is no picture.</returns>
    /// <exception cref="MissingLibraryException">The installed libavcodec does not have the decoder.</exception>
    public static int Decode(AVFrame* frame, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extradata, PacketDecoding how)
    {
        AVCodec* codec = ffmpeg.avcodec_find_decoder_by_name(how.Decoder);
        if (codec == null) throw new MissingLibraryException($"the decoder {how.Decoder} is not in the installed libavcodec; install one that has it");
        AVCodecContext* context = (AVCodecContext*)FFmpegError.Allocated(ffmpeg.avcodec_alloc_context3(codec), "a decoder");
        AVPacket* packet = (AVPacket*)FFmpegError.Allocated(ffmpeg.av_packet_alloc(), "a packet");
        try
        {
            context->thread_count = 1;
            // What is decoded may be of another size than the header said.
            context->max_pixels = PictureFile.MaximumPixels;
            if (how.IsStrict) context->err_recognition = ffmpeg.AV_EF_EXPLODE | ffmpeg.AV_EF_CRCCHECK | ffmpeg.AV_EF_BITSTREAM | ffmpeg.AV_EF_BUFFER;
            if (how.IsZeroed) context->get_buffer2.Pointer = (nint)(delegate* unmanaged[Cdecl]<AVCodecContext*, AVFrame*, int, int>)&ZeroedBuffer;
            if (!extradata.IsEmpty) SetExtradata(context, extradata);
            int code = ffmpeg.avcodec_open2(context, codec, null);
            if (code < 0) return code;
            FFmpegError.Check(ffmpeg.av_new_packet(packet, bytes.Length), "allocating a packet");
            bytes.CopyTo(new Span<byte>(packet->data, bytes.Length));
            code = ffmpeg.avcodec_send_packet(context, packet);
            if (code < 0) return code;
            code = ffmpeg.avcodec_send_packet(context, null);
            return code < 0 ? code : ffmpeg.avcodec_receive_frame(context, frame);
        }
        finally
        {
            ffmpeg.av_packet_free(&packet);
            ffmpeg.avcodec_free_context(&context);
        }
    }

    /// <summary>Freed with the context.</summary>
    private static void SetExtradata(AVCodecContext* context, ReadOnlySpan<byte> extradata)
    {
        // AV_INPUT_BUFFER_PADDING_SIZE (libavcodec/defs.h): decoders read beyond the end.
        const int Padding = 64;
        context->extradata = (byte*)FFmpegError.Allocated(ffmpeg.av_mallocz((ulong)extradata.Length + Padding), "a decoder's extradata");
        context->extradata_size = extradata.Length;
        extradata.CopyTo(new Span<byte>(context->extradata, extradata.Length));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ZeroedBuffer(AVCodecContext* context, AVFrame* frame, int flags)
    {
        int code = ffmpeg.avcodec_default_get_buffer2(context, frame, flags);
        if (code < 0) return code;
        for (uint i = 0; i < 4 && frame->buf[i] != null; i++) NativeMemory.Clear(frame->buf[i]->data, (nuint)frame->buf[i]->size);
        return code;
    }
}

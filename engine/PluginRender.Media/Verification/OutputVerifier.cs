using System.Collections.Immutable;
using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Proves that an output is what its plan says.</summary>
public sealed class OutputVerifier : IOutputVerifier
{
    /// <inheritdoc/>
    public SeamCertificate Verify(RenderPlan plan, string output, Func<PlannedChunk, string> chunkFile, VerificationDepth depth)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        using var reader = new PacketReader(output);
        CodecParameters parameters = Header(reader);
        if (parameters.Width != plan.Width || parameters.Height != plan.Height)
            problems.Add($"the picture is {parameters.Width}x{parameters.Height}, planned was {plan.Width}x{plan.Height}");
        HashSet<int> idrs = ReadPackets(plan, reader, problems, out int frames);
        if (frames != plan.FrameCount) problems.Add($"it has {frames} frame{(frames == 1 ? "" : "s")}, planned were {plan.FrameCount}");
        if (!IndexComesFirst(output)) problems.Add("the index does not stand before the media data");
        var seams = plan.Chunks.Select(chunk => Examine(chunk, idrs, parameters, chunkFile(chunk), problems)).ToImmutableArray();
        int? decoded = depth == VerificationDepth.Decode ? Decode(output, plan, problems) : null;
        return new SeamCertificate(frames, seams, decoded, problems.ToImmutable());
    }

    private static unsafe CodecParameters Header(PacketReader reader) => CodecParameters.Of(reader.Parameters);

    /// <summary>Checks the timestamps of every packet; returns the frames that are IDR pictures.</summary>
    private static unsafe HashSet<int> ReadPackets(RenderPlan plan, PacketReader reader, ImmutableArray<string>.Builder problems, out int count)
    {
        var frameBase = new AVRational { num = plan.Rate.Denominator, den = plan.Rate.Numerator };
        var idrs = new HashSet<int>();
        var seen = new HashSet<long>();
        long? last = null;
        count = 0;
        while (reader.Read())
        {
            AVPacket* packet = reader.Packet;
            long pts = ffmpeg.av_rescale_q(packet->pts, reader.Stream->time_base, frameBase);
            long dts = ffmpeg.av_rescale_q(packet->dts, reader.Stream->time_base, frameBase);
            bool exact = ffmpeg.av_rescale_q(pts, frameBase, reader.Stream->time_base) == packet->pts;
            if (!exact || pts < 0 || pts >= plan.FrameCount || !seen.Add(pts)) problems.Add($"packet {count} has the presentation time {packet->pts}, which is no frame of its own");
            if (last is { } before && dts != before + 1) problems.Add($"packet {count} has the decoding time {dts} after {before}");
            if ((packet->flags & ffmpeg.AV_PKT_FLAG_KEY) != 0) idrs.Add((int)pts);
            last = dts;
            count++;
        }

        return idrs;
    }

    private static unsafe Seam Examine(
        PlannedChunk chunk, HashSet<int> idrs, CodecParameters output, string file, ImmutableArray<string>.Builder problems)
    {
        bool idr = idrs.Contains(chunk.FirstFrame);
        if (!idr) problems.Add($"chunk {chunk.Index} does not begin with an IDR picture at frame {chunk.FirstFrame}");
        if (!File.Exists(file)) return new Seam(chunk.Index, chunk.FirstFrame, idr, null);
        using var reader = new PacketReader(file);
        string? difference = CodecParameters.Of(reader.Parameters).DifferenceFrom(output);
        if (difference is not null) problems.Add($"chunk {chunk.Index} was joined although {difference}");
        return new Seam(chunk.Index, chunk.FirstFrame, idr, difference is null);
    }

    /// <summary>Whether the file can be played while it loads: its moov box stands before its mdat box (ISO/IEC 14496-12, 4.2).</summary>
    private static bool IndexComesFirst(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[16];
        for (long at = 0; at + 8 <= stream.Length;)
        {
            stream.Position = at;
            int read = stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
            if (head.Slice(4, 4).SequenceEqual("moov"u8)) return true;
            if (head.Slice(4, 4).SequenceEqual("mdat"u8)) return false;
            long size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size == 1 && read == 16) size = (long)System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(head[8..]);
            if (size < 8) return false;
            at += size;
        }

        return false;
    }

    private static unsafe int Decode(string path, RenderPlan plan, ImmutableArray<string>.Builder problems)
    {
        using var reader = new PacketReader(path);
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(ffmpeg.avcodec_find_decoder(AVCodecID.AV_CODEC_ID_H264));
        AVFrame* frame = ffmpeg.av_frame_alloc();
        int count = 0;
        try
        {
            FFmpegError.Check(ffmpeg.avcodec_parameters_to_context(context, reader.Parameters), "preparing the decoder");
            context->err_recognition = ffmpeg.AV_EF_EXPLODE | ffmpeg.AV_EF_CRCCHECK | ffmpeg.AV_EF_BITSTREAM | ffmpeg.AV_EF_BUFFER;
            context->thread_count = 2;
            context->max_pixels = (long)plan.Width * plan.Height * 4;
            FFmpegError.Check(ffmpeg.avcodec_open2(context, null, null), "opening the decoder");
            bool more;
            do
            {
                more = reader.Read();
                int code = ffmpeg.avcodec_send_packet(context, more ? reader.Packet : null);
                if (code < 0) problems.Add($"near frame {count}: {FFmpegError.Describe(code)}");
                while ((code = ffmpeg.avcodec_receive_frame(context, frame)) >= 0)
                {
                    if (frame->decode_error_flags != 0) problems.Add($"frame {count} decodes with an error");
                    count++;
                }

                if (code != ffmpeg.AVERROR(ffmpeg.EAGAIN) && code != ffmpeg.AVERROR_EOF) problems.Add($"near frame {count}: {FFmpegError.Describe(code)}");
            }
            while (more && problems.Count < 20);
        }
        finally
        {
            ffmpeg.av_frame_free(&frame);
            ffmpeg.avcodec_free_context(&context);
        }

        if (count != plan.FrameCount) problems.Add($"{count} frame{(count == 1 ? "" : "s")} could be decoded, planned were {plan.FrameCount}");
        return count;
    }
}

using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Joins chunks by copying their packets under one header.</summary>
public sealed class PacketCopyAssembler : IAssembler
{
    /// <inheritdoc/>
    public IAssembly Begin(RenderPlan plan, string path) => new PacketCopyAssembly(plan, path);
}

internal sealed unsafe class PacketCopyAssembly(RenderPlan plan, string path) : IAssembly
{
    /// <summary>
    /// The index takes at most 4 bytes of size, 8 of composition offset, 8 of offset and 4 of sync table a
    /// frame, and a few kilobytes for what does not grow.
    /// </summary>
    private const int IndexBytesPerFrame = 24;
    private const int IndexBytesFixed = 8192;

    private Mp4Writer? writer;
    private CodecParameters? first;
    private long packets;
    private int delay;

    public void Append(PlannedChunk chunk, string file)
    {
        using var reader = new PacketReader(file);
        CodecParameters parameters = CodecParameters.Of(reader.Parameters);
        if (first is not null && parameters.DifferenceFrom(first) is { } difference) throw new SeamException(chunk.Index, difference);
        if (parameters.Width != plan.Width || parameters.Height != plan.Height)
            throw new SeamException(chunk.Index, $"it is {parameters.Width}x{parameters.Height}, the plan says {plan.Width}x{plan.Height}");
        if (first is null)
        {
            // The same in every chunk, since it follows from the header.
            delay = PacketReader.ReorderDelay(file);
            first = parameters;
        }

        writer ??= new Mp4Writer(path, reader.Parameters, plan.Rate, IndexBytesFixed + (IndexBytesPerFrame * plan.FrameCount));
        Copy(chunk, reader);
    }

    public void Finish() => (writer ?? throw new InvalidOperationException("nothing was appended")).Finish();

    public void Dispose() => writer?.Dispose();

    private void Copy(PlannedChunk chunk, PacketReader reader)
    {
        var frameBase = new AVRational { num = plan.Rate.Denominator, den = plan.Rate.Numerator };
        int count = 0;
        while (reader.Read())
        {
            AVPacket* packet = reader.Packet;
            if (count == 0 && (packet->flags & ffmpeg.AV_PKT_FLAG_KEY) == 0)
                throw new SeamException(chunk.Index, "it does not begin with an IDR picture");
            long pts = ffmpeg.av_rescale_q(packet->pts, reader.Stream->time_base, frameBase);
            if (pts < 0 || pts >= chunk.FrameCount || ++count > chunk.FrameCount)
                throw new SeamException(chunk.Index, $"it holds frame {pts} where {chunk.FrameCount} frames are planned");
            writer!.Write(packet, chunk.FirstFrame + pts, packets++ - delay);
        }

        if (count != chunk.FrameCount)
            throw new SeamException(chunk.Index, $"it holds {count} frames where {chunk.FrameCount} are planned");
    }
}

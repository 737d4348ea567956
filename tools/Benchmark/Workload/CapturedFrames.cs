using System.Collections.Concurrent;
using FFmpeg.AutoGen;
using PluginRender.Media;
using PluginRender.Planning;

namespace PluginRender.Benchmark.Workload;

/// <summary>
/// The frames of a project as the encoder gets them, in memory: what "x264 alone" is given. 5.6 GB for kenburns-60.
/// </summary>
internal sealed unsafe class CapturedFrames : IDisposable
{
    private readonly nint[] frames;

    private CapturedFrames(RenderPlan plan, nint[] frames) => (Plan, this.frames) = (plan, frames);

    /// <summary>The plan that they are of.</summary>
    public RenderPlan Plan { get; }

    /// <summary>Renders a project without encoding.</summary>
    public static CapturedFrames Of(Environs environs, string projectFile)
    {
        using var project = new LoadedProject(environs, projectFile);
        var captured = new CapturedFrames(project.Plan, new nint[project.Plan.FrameCount]);
        Parallel.ForEach(project.Plan.Chunks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, chunk =>
            project.Render(chunk, new FrameSink(n => captured.frames[chunk.FirstFrame + n] = FrameSink.NewFrame(project.Plan))));
        return captured;
    }

    /// <summary>Encodes all frames: one encoder per chunk with the plan's options, several chunks at a time; packets are dropped.</summary>
    /// <param name="encoders">Encoders at a time.</param>
    /// <returns>Bytes of all packets.</returns>
    public long Encode(int encoders)
    {
        long bytes = 0;
        var chunks = new ConcurrentQueue<PlannedChunk>(Plan.Chunks);
        var threads = Enumerable.Range(0, encoders).Select(_ => new Thread(() =>
        {
            while (chunks.TryDequeue(out PlannedChunk? chunk)) Interlocked.Add(ref bytes, Encode(chunk));
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return bytes;
    }

    public void Dispose()
    {
        foreach (nint pointer in frames)
        {
            AVFrame* frame = (AVFrame*)pointer;
            ffmpeg.av_frame_free(&frame);
        }
    }

    private long Encode(PlannedChunk chunk)
    {
        AVCodecContext* context = EncoderContext.Open(Plan);
        AVPacket* packet = ffmpeg.av_packet_alloc();
        long bytes = 0;
        for (int i = 0; i <= chunk.FrameCount; i++)
        {
            AVFrame* frame = i == chunk.FrameCount ? null : (AVFrame*)frames[chunk.FirstFrame + i];
            if (frame != null) (frame->pts, frame->pict_type) = (i, AVPictureType.AV_PICTURE_TYPE_NONE);
            _ = ffmpeg.avcodec_send_frame(context, frame);
            for (; ffmpeg.avcodec_receive_packet(context, packet) >= 0; ffmpeg.av_packet_unref(packet)) bytes += packet->size;
        }

        ffmpeg.av_packet_free(&packet);
        ffmpeg.avcodec_free_context(&context);
        return bytes;
    }
}

using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Benchmark.Workload;

/// <summary>Takes frames instead of an encoder: each into a frame that the caller provides; nothing is encoded.</summary>
/// <param name="frameOf">The <see cref="AVFrame"/> to fill for the n-th frame of the chunk.</param>
internal sealed class FrameSink(Func<int, nint> frameOf) : IFrameEncoderFactory
{
    public IFrameEncoder Open(RenderPlan plan, string path)
    {
        File.WriteAllBytes(path, []);
        return new Encoder(frameOf);
    }

    public string? Refusal(string codec) => null;

    /// <summary>A new frame of a plan's size.</summary>
    public static unsafe nint NewFrame(RenderPlan plan)
    {
        AVFrame* frame = ffmpeg.av_frame_alloc();
        frame->format = (int)AVPixelFormat.AV_PIX_FMT_YUV420P;
        frame->width = plan.Width;
        frame->height = plan.Height;
        return ffmpeg.av_frame_get_buffer(frame, 0) >= 0 ? (nint)frame : throw new InsufficientMemoryException("no memory for the frames");
    }

    private sealed unsafe class Encoder(Func<int, nint> frameOf) : IFrameEncoder
    {
        private int next;

        public EncoderFrame Acquire()
        {
            AVFrame* frame = (AVFrame*)frameOf(next++);
            int luma = frame->linesize[0], chroma = frame->linesize[1];
            return new EncoderFrame(
                new Span<byte>(frame->data[0], luma * frame->height), luma, new Span<byte>(frame->data[1], chroma * frame->height / 2),
                new Span<byte>(frame->data[2], chroma * frame->height / 2), chroma);
        }

        public void Submit()
        {
        }

        public void Finish()
        {
        }

        public void Dispose()
        {
        }
    }
}

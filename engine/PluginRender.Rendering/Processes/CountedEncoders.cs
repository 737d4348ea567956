using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Opens encoders whose finished frames are counted on a board: what shows that a worker gets on.</summary>
public sealed class CountedEncoders(IFrameEncoderFactory inner, WorkerBoard board) : IFrameEncoderFactory
{
    /// <inheritdoc/>
    public IFrameEncoder Open(RenderPlan plan, string path) => new Counted(inner.Open(plan, path), board);

    /// <inheritdoc/>
    public string? Refusal(string codec) => inner.Refusal(codec);

    private sealed class Counted(IFrameEncoder inner, WorkerBoard board) : IFrameEncoder
    {
        public EncoderFrame Acquire() => inner.Acquire();

        public void Submit()
        {
            inner.Submit();
            board.FinishFrame();
        }

        public void Finish() => inner.Finish();

        public void Dispose() => inner.Dispose();
    }
}

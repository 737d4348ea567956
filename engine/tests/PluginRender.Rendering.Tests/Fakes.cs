using System.Collections.Concurrent;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests;

/// <summary>Keeps the frames given to it; its file holds one byte a frame.</summary>
internal sealed class FakeEncoders : IFrameEncoderFactory
{
    /// <summary>The stored planes of every submitted frame, by the file's chunk key and in order.</summary>
    public ConcurrentDictionary<string, List<byte[]>> Frames { get; } = new();

    /// <summary>Called before a frame is encoded, with the chunk's key and the frame's number in the chunk.</summary>
    public Action<string, int> BeforeSubmit { get; set; } = (_, _) => { };

    public IFrameEncoder Open(RenderPlan plan, string path)
    {
        string key = plan.Chunks.Select(c => c.Key).First(k => Path.GetFileName(path).StartsWith(TemporaryFile.PrefixOf(k), StringComparison.Ordinal));
        var frames = new List<byte[]>();
        Frames[key] = frames;
        return new Encoder(plan.Width, plan.Height, path, frames, i => BeforeSubmit(key, i));
    }

    public string? Refusal(string codec) => "there is no such encoder here";

    private sealed class Encoder : IFrameEncoder
    {
        private readonly byte[] frame;
        private readonly int width;
        private readonly int size;
        private readonly List<byte[]> frames;
        private readonly Action<int> before;
        private readonly FileStream file;

        public Encoder(int width, int height, string path, List<byte[]> frames, Action<int> before)
        {
            (this.width, size) = (width, width * height);
            (this.frames, this.before) = (frames, before);
            frame = new byte[size * 3 / 2];
            file = File.Create(path);
        }

        public EncoderFrame Acquire() => new(frame.AsSpan(0, size), width, frame.AsSpan(size, size / 4), frame.AsSpan(size * 5 / 4), width / 2);

        public void Submit()
        {
            before(frames.Count);
            frames.Add([.. frame]);
            file.WriteByte(1);
        }

        public void Finish() => file.Flush();

        public void Dispose() => file.Dispose();
    }
}

/// <summary>Makes effects by a function.</summary>
internal sealed class FakeEffects(Func<PlannedEffect, EffectContext, Effect> create) : IEffectFactory
{
    public Effect Create(PlannedEffect effect, EffectContext context) => create(effect, context);
}

/// <summary>A picture whose every sample differs from its neighbours.</summary>
internal sealed class FakeDecoder(int width, int height, params string[] notices) : IPictureDecoder
{
    public PictureBuffer Decode(string path, int reduction, Action<string> noticed)
    {
        foreach (string notice in notices) noticed(notice);
        var picture = new PictureBuffer(width, height, 2, 2, (0.5, 0.5));
        for (int plane = 0; plane < 3; plane++)
        {
            Span<byte> samples = picture.Plane(plane, out int stride, out int columns, out int rows);
            for (int y = 0; y < rows; y++)
                for (int x = 0; x < columns; x++) samples[(y * stride) + x] = (byte)(16 + (((x * 31) + (y * 57) + (plane * 11)) % 200));
        }

        return picture;
    }
}

/// <summary>Notes which folders were flushed.</summary>
internal sealed class FakeFolders : IFolderFlush
{
    public ConcurrentQueue<string> Flushed { get; } = new();

    public void Flush(string folder) => Flushed.Enqueue(folder);
}

/// <summary>Keeps lines.</summary>
internal sealed class FakeLog : IRenderLog
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public void Write(string source, string message) => Lines.Enqueue($"[{source}] {message}");
}

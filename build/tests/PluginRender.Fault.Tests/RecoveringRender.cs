using System.Text.Json;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Fault.Tests;

/// <summary>A render that is disturbed and then started again, with what must hold after each.</summary>
internal sealed class RecoveringRender : IDisposable
{
    private readonly RenderCommand command;
    private readonly int chunks;
    private readonly byte[] expected;

    public RecoveringRender(int segments, int width, int height)
    {
        chunks = segments;
        command = new RenderCommand(segments, width, height);
        long start = TimeProvider.System.GetTimestamp();
        using StartedRender whole = command.Start();
        string log = whole.ReadToEnd();
        Assert.True(whole.Wait() == 0, log);
        Duration = TimeProvider.System.GetElapsedTime(start);
        expected = command.Output;
        Reset();
    }

    /// <summary>How long a render takes that nothing disturbs.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Chunks in the cache with their records.</summary>
    public int Finished => Directory.Exists(Chunks) ? Directory.EnumerateFiles(Chunks, "*.json", SearchOption.AllDirectories).Count(f => !f.Contains(".tmp", StringComparison.Ordinal)) : 0;

    /// <summary>Files in the cache that are only there while something is written.</summary>
    public IEnumerable<string> HalfChunks => command.TemporaryFiles.Where(f => f.StartsWith(Chunks, StringComparison.Ordinal));

    private string Chunks => Path.Combine(command.PathOf("cache"), "chunks");

    public StartedRender Start() => command.Start();

    /// <summary>Renders with a fault; its code, or null when its point was not passed so often.</summary>
    /// <param name="process">Which process it happens in: render or worker.</param>
    /// <param name="fault">Point, pass and action.</param>
    public int? Disturb(string process, string fault)
    {
        string happened = command.PathOf("happened");
        command.Fault = $"{process} {fault} {happened}";
        using StartedRender render = command.Start();
        int code = render.Wait();
        // The workers of a killed render may be finishing a chunk.
        render.WaitForGroup();
        command.Fault = null;
        bool hasHappened = File.Exists(happened);
        File.Delete(happened);
        if (code != 137)
        {
            Assert.Equal(code, command.Report.GetProperty("exitCode").GetInt32());
            Assert.Empty(command.TemporaryFiles);
            if (code != 0) Assert.StartsWith($"error[{code}]: ", render.LastError, StringComparison.Ordinal);
        }

        CheckVideo(mustBeThere: code == 0);
        return hasHappened ? code : null;
    }

    /// <summary>There is no video, or it is the right one.</summary>
    public void CheckVideo(bool mustBeThere)
    {
        string video = command.PathOf("out.mp4");
        if (mustBeThere || File.Exists(video)) Assert.Equal(expected, File.ReadAllBytes(video));
    }

    /// <summary>The next run gives the same bytes, renders only what was not finished, and leaves nothing behind.</summary>
    public void Recover()
    {
        int finished = Finished;
        File.Delete(command.PathOf("out.mp4"));
        using StartedRender render = command.Start();
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
        CheckVideo(mustBeThere: true);
        Assert.Equal(chunks - finished, command.Rendered());
        Assert.Equal(JsonValueKind.Null, command.Report.GetProperty("fallback").ValueKind);
        Assert.Empty(command.TemporaryFiles);
    }

    /// <summary>As if nothing had ever been rendered.</summary>
    public void Reset()
    {
        Directory.Delete(command.PathOf("cache"), recursive: true);
        foreach (string file in Directory.EnumerateFiles(command.Folder, "out.*")) File.Delete(file);
    }

    public void Dispose() => command.Dispose();
}

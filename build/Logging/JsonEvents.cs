using System.Collections.Immutable;
using System.Text.Json;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>The fields of events. They are documented in the README, and a new one may come, but none goes.</summary>
internal static class JsonEvents
{
    public static string NameOf(RenderEvent happened) => happened switch
    {
        RenderPlanned => "planned",
        ChunkStarted => "chunk-started",
        ChunkFinished => "chunk-finished",
        ChunkCached => "chunk-cached",
        ChunkFailed => "chunk-failed",
        AssemblyStarted => "assembly-started",
        AssemblyFinished => "assembly-finished",
        RenderFinished => "finished",
        FileWritten => "written",
        _ => "log",
    };

    public static void Write(Utf8JsonWriter json, RenderEvent happened)
    {
        switch (happened)
        {
            case RenderPlanned e:
                Numbers(json, ("chunks", e.Chunks), ("frames", e.Frames), ("workers", e.Workers), ("threadsPerWorker", e.ThreadsPerWorker));
                Numbers(json, ("expectedBytes", e.ExpectedBytes), ("budgetBytes", e.BudgetBytes));
                break;
            case ChunkStarted e:
                Numbers(json, ("chunk", e.Chunk), ("attempt", e.Attempt), ("worker", e.Worker), ("firstFrame", e.FirstFrame), ("frames", e.FrameCount));
                Names(json, "segments", e.Segments);
                break;
            case ChunkFinished e:
                Numbers(json, ("chunk", e.Chunk), ("attempt", e.Attempt), ("worker", e.Worker), ("frames", e.FrameCount));
                Seconds(json, e.Seconds, e.FrameCount);
                json.WriteNumber("bytes", e.Bytes);
                break;
            case ChunkCached e:
                Numbers(json, ("chunk", e.Chunk), ("frames", e.FrameCount), ("bytes", e.Bytes));
                break;
            case ChunkFailed e:
                Numbers(json, ("chunk", e.Chunk), ("attempt", e.Attempt), ("worker", e.Worker));
                json.WriteString("text", e.Cause);
                break;
            case AssemblyStarted e:
                Numbers(json, ("chunks", e.Chunks), ("bytes", e.Bytes));
                break;
            case AssemblyFinished e:
                json.WriteNumber("seconds", Math.Round(e.Seconds, 3));
                json.WriteNumber("bytes", e.Bytes);
                break;
            case RenderFinished e:
                json.WriteNumber("frames", e.Frames);
                Seconds(json, e.Seconds, e.Frames);
                json.WriteString("path", e.Path);
                break;
            case FileWritten e:
                json.WriteString("source", e.Source);
                json.WriteString("text", e.What);
                json.WriteString("path", e.Path);
                break;
            default:
                json.WriteString("source", happened.Source);
                json.WriteString("text", happened.Text);
                break;
        }
    }

    public static void Write(Utf8JsonWriter json, WatchedRender render)
    {
        RenderProgress progress = render.Progress();
        ProgressFigures figures = ProgressFigures.Of(progress, render.Frames);
        Numbers(json, ("frames", progress.DoneFrames), ("totalFrames", render.Frames));
        if (figures is { FramesPerSecond: { } pace, SecondsLeft: { } left })
        {
            json.WriteNumber("fps", Math.Round(pace, 1));
            json.WriteNumber("secondsLeft", Math.Round(left, 1));
        }

        Numbers(json, ("memoryBytes", progress.MemoryBytes), ("budgetBytes", render.BudgetBytes));
        json.WriteStartArray("workers");
        foreach (WorkerProgress worker in progress.Workers)
        {
            json.WriteStartObject();
            Numbers(json, ("worker", worker.Worker), ("chunk", worker.Chunk));
            json.WriteString("segment", worker.Segment);
            Numbers(json, ("frames", worker.DoneFrames), ("totalFrames", worker.FrameCount));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<(string Name, long Value)> fields)
    {
        foreach ((string name, long value) in fields) json.WriteNumber(name, value);
    }

    private static void Seconds(Utf8JsonWriter json, double seconds, int frames)
    {
        json.WriteNumber("seconds", Math.Round(seconds, 3));
        if (seconds > 0) json.WriteNumber("fps", Math.Round(frames / seconds, 1));
    }

    private static void Names(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}

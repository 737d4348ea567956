using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Build.Running;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Writes one JSON object a line: what happened, when, and what there is to it. See the README's table.</summary>
/// <param name="output">Where lines go; nobody else writes there.</param>
/// <param name="time">The clock of the events.</param>
internal sealed class JsonLog(Stream output, TimeProvider time) : IRunLog
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private bool isEnded;

    public void Write(string source, string message)
    {
        bool isWarning = LogLine.IsWarning(message);
        Event(isWarning ? "warning" : "log", json =>
        {
            json.WriteString("source", source);
            json.WriteString("text", isWarning ? LogLine.WarningOf(message) : message);
        });
    }

    public void Line(string line, bool isWarning = false)
    {
        (string source, string message) = LogLine.Split(line);
        Write(source, message);
    }

    public void Problem(string problem)
    {
        Event("problem", json => json.WriteString("text", problem));
        StandardError.Line(problem);
    }

    public void Tell(RenderEvent happened) => Event(JsonEvents.NameOf(happened), json => JsonEvents.Write(json, happened));

    public IDisposable Show(WatchedRender render)
        => time.CreateTimer(_ => Event("progress", json => JsonEvents.Write(json, render)), null, Period, Period);

    /// <summary>The last lines: each problem and error, and how the run ended; standard error has them for people.</summary>
    public void End(RunOutcome outcome, IReadOnlyList<string> furtherErrors)
    {
        foreach (string line in EndLines.Of(outcome, furtherErrors)) StandardError.Line(line);
        foreach (string problem in outcome.Problems) Event("problem", json => json.WriteString("text", problem));
        foreach (string error in furtherErrors) Error(outcome.ExitCode, error);
        if (outcome.Error is not null) Error(outcome.ExitCode, outcome.Error);
        Event("end", json =>
        {
            json.WriteNumber("code", (int)outcome.ExitCode);
            json.WriteNumber("seconds", Math.Round(time.GetElapsedTime(start).TotalSeconds, 3));
            if (outcome.Summary is not null) json.WriteString("text", outcome.Summary);
        });
        lock (gate) isEnded = true;
    }

    private void Error(ExitCode code, string text) => Event("error", json =>
    {
        json.WriteNumber("code", (int)code);
        json.WriteString("text", text);
    });

    private void Event(string name, Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            write(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (gate)
        {
            // Progress is told by a timer, which may be late.
            if (isEnded) return;
            Put(line.WrittenSpan);
        }
    }

    private void Put(ReadOnlySpan<byte> line)
    {
        try
        {
            output.Write(line);
            output.Flush();
        }
        catch (IOException e)
        {
            // Who reads is gone, or the disk is full that keeps the log: no reason to lose a render.
            isEnded = true;
            StandardError.TellOfOutput(e);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>
/// The plan of an earlier render, to be compared with one of now. It is read as JSON and not as a plan: whatever
/// a key is made of stands in it under the same name, also what later versions add.
/// </summary>
public sealed class LastPlan
{
    private readonly JsonElement root;
    private readonly Dictionary<string, JsonElement> segments;
    private readonly HashSet<string> keys;
    private readonly HashSet<string> shapes;
    private readonly HashSet<string> stills;

    private LastPlan(JsonElement root)
    {
        this.root = root;
        segments = root.GetProperty("segments").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!, StringComparer.Ordinal);
        JsonElement[] chunks = [.. root.GetProperty("chunks").EnumerateArray()];
        keys = [.. chunks.Select(c => c.GetProperty("key").GetString()!)];
        JsonElement[] inOrder = [.. root.GetProperty("segments").EnumerateArray()];
        stills = [.. inOrder.Select(StillOf).OfType<string>()];
        shapes = [.. ShapesOf(inOrder, chunks)];
    }

    /// <summary>Reads what <see cref="PlanJson.Write"/> wrote.</summary>
    /// <exception cref="PlanException">It is damaged, or of a version that writes plans in another way.</exception>
    public static LastPlan Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            JsonElement root = JsonDocument.Parse(text).RootElement;
            int version = root.GetProperty("planVersion").GetInt32();
            return version == PlanJson.Version
                ? new LastPlan(root)
                : throw new PlanException("$.planVersion", string.Create(CultureInfo.InvariantCulture, $"is {version}, and this program compares {PlanJson.Version}"), "render the project");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new PlanException("$", $"is no plan ({e.Message})", "render the project");
        }
    }

    /// <summary>Whether it has the same chunk, wherever in the video.</summary>
    public bool Has(PlannedChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return keys.Contains(chunk.Key);
    }

    /// <summary>What differs of what a chunk is made of, each with both values; empty when nothing does.</summary>
    /// <param name="plan">The plan of now.</param>
    /// <param name="chunk">One of its chunks.</param>
    public ImmutableArray<string> ChangesOf(RenderPlan plan, PlannedChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(chunk);
        if (Has(chunk)) return [];
        using JsonDocument slice = JsonDocument.Parse(PlanJson.WriteSlice(plan, new FrameRange(chunk.FirstFrame, chunk.FrameCount)));
        var changes = new List<string>();
        foreach (JsonProperty part in slice.RootElement.EnumerateObject())
        {
            if (part.Name is not ("frames" or "segments")) changes.AddRange(ValueChanges.Of(part.Value, MemberOf(root, part.Name), [part.Name]).Select(c => c.ToString()));
        }

        bool isReshaped = false;
        foreach ((PlannedSegment planned, JsonElement segment) in plan.SegmentsOf(chunk).Zip(slice.RootElement.GetProperty("segments").EnumerateArray()))
        {
            if (!segments.TryGetValue(planned.Id, out JsonElement before))
            {
                // One that only has another name makes no chunk another.
                if (StillOf(planned) is { } still && stills.Contains(still)) continue;
                changes.Add($"segment \"{planned.Id}\" is new");
                isReshaped = true;
                continue;
            }

            changes.AddRange(SegmentChanges.Of(planned, segment, before));
            isReshaped |= segment.GetProperty("frameCount").GetInt32() != before.GetProperty("frameCount").GetInt32();
        }

        // What moves chunk boundaries is not always in the chunk itself.
        if (!isReshaped && !shapes.Contains(ShapeOf(plan, chunk)))
            changes.Add("the chunk's boundaries: another --chunk-seconds, or a segment near it was added, removed or got another duration");
        return [.. changes.Distinct(StringComparer.Ordinal).DefaultIfEmpty("something that has no name here")];
    }

    /// <summary>Everything that differs between it and a plan of now, each with both values; empty when nothing does.</summary>
    public ImmutableArray<string> ChangesTo(RenderPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var changes = new List<string>();
        using JsonDocument whole = JsonDocument.Parse(PlanJson.WriteSlice(plan, new FrameRange(0, plan.FrameCount)));
        foreach (JsonProperty part in whole.RootElement.EnumerateObject())
        {
            if (part.Name is not ("frames" or "segments")) changes.AddRange(ValueChanges.Of(part.Value, MemberOf(root, part.Name), [part.Name]).Select(c => c.ToString()));
        }

        foreach ((PlannedSegment segment, JsonElement now) in plan.Segments.Zip(whole.RootElement.GetProperty("segments").EnumerateArray()))
        {
            if (segments.TryGetValue(segment.Id, out JsonElement before)) changes.AddRange(SegmentChanges.Of(segment, now, before));
            else changes.Add($"segment \"{segment.Id}\" is new");
        }

        changes.AddRange(segments.Keys.Except(plan.Segments.Select(s => s.Id), StringComparer.Ordinal).Select(id => $"segment \"{ShownText.Short(id)}\" is gone"));
        string[] common = [.. plan.Segments.Select(s => s.Id).Where(segments.ContainsKey)];
        if (!common.SequenceEqual(segments.Keys.Where(common.Contains), StringComparer.Ordinal)) changes.Add("the order of the segments");
        int chunks = root.GetProperty("chunks").GetArrayLength();
        if (chunks != plan.Chunks.Length) changes.Add(string.Create(CultureInfo.InvariantCulture, $"chunks: {chunks} -> {plan.Chunks.Length}"));
        return [.. changes.Distinct(StringComparer.Ordinal)];
    }

    private static JsonElement? MemberOf(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string ShapeOf(RenderPlan plan, PlannedChunk chunk)
        => ShapeOf(chunk.FrameCount, plan.SegmentsOf(chunk).Select(s => (StillOf(s) ?? s.Id, s.FirstFrame - chunk.FirstFrame)));

    /// <summary>The segments of a chunk with their places in it.</summary>
    private static string ShapeOf(int frames, IEnumerable<(string Id, int First)> segments)
        => string.Join(' ', segments.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Id}@{s.First}")).Prepend(frames.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Both are in time order, without gaps.</summary>
    private static IEnumerable<string> ShapesOf(JsonElement[] segments, JsonElement[] chunks)
    {
        (string Name, FrameRange Place)[] placed = [.. segments.Select(s => (StillOf(s) ?? s.GetProperty("id").GetString()!, PlaceOf(s)))];
        int from = 0;
        foreach (FrameRange chunk in chunks.Select(PlaceOf))
        {
            while (from < placed.Length && placed[from].Place.End <= chunk.First) from++;
            yield return ShapeOf(chunk.Count, placed.Skip(from).TakeWhile(s => s.Place.First < chunk.End).Select(s => (s.Name, s.Place.First - chunk.First)));
        }
    }

    private static FrameRange PlaceOf(JsonElement item) => new(item.GetProperty("firstFrame").GetInt32(), item.GetProperty("frameCount").GetInt32());

    /// <summary>What stands for a segment whose name decides nothing: what it shows. Null where the name counts.</summary>
    private static string? StillOf(PlannedSegment segment) => !segment.IsStill ? null : segment.Source switch
    {
        PlannedSource.Picture picture => picture.Info.Sha256,
        PlannedSource.Color color => color.Value.ToString(),
        _ => null,
    };

    private static string? StillOf(JsonElement segment)
    {
        JsonElement source = segment.GetProperty("source");
        string? color = MemberOf(source, "color")?.GetString();
        int ignored = color is null ? 0 : segment.GetProperty("effects").EnumerateArray().Take(1).Count(e => MemberOf(e, "access")?.GetString() == "source");
        return segment.GetProperty("effects").GetArrayLength() > ignored ? null : color ?? MemberOf(source, "sha256")?.GetString();
    }
}

using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>What differs of a segment.</summary>
internal static class SegmentChanges
{
    /// <param name="segment">The segment.</param>
    /// <param name="now">As it stands in a chunk's slice of the plan of now.</param>
    /// <param name="before">As it stands in the whole plan of before, which says more.</param>
    public static IEnumerable<string> Of(PlannedSegment segment, JsonElement now, JsonElement before)
    {
        IEnumerable<string> changes = now.EnumerateObject().SelectMany(part => part.Name switch
        {
            "id" or "firstFrame" => [],
            "source" => OfSource(segment.Source, part.Value, before.GetProperty("source")),
            "effects" => OfEffects(part.Value, before.GetProperty("effects")),
            "frameCount" => ValueChanges.Of(part.Value, Member(before, part.Name), ["duration in frames"]).Select(c => c.ToString()),
            _ => ValueChanges.Of(part.Value, Member(before, part.Name), [part.Name]).Select(c => c.ToString()),
        });
        return changes.Select(c => c.StartsWith("plugin ", StringComparison.Ordinal) ? c : $"segment \"{segment.Id}\": {c}");
    }

    private static IEnumerable<string> OfSource(PlannedSource source, JsonElement now, JsonElement before)
    {
        string? path = Text(before, "image");
        ValueChange[] changes = [.. now.EnumerateObject().SelectMany(part => ValueChanges.Of(part.Value, Member(before, part.Name), [part.Name]))];
        if (changes.Length == 0) return [];
        return source switch
        {
            PlannedSource.Picture picture when picture.Path == path => [$"the content of {path} is another (SHA-256 {Short(Text(before, "sha256")!)} -> {Short(picture.Info.Sha256)})"],
            PlannedSource.Picture picture => [$"the source: {path ?? Text(before, "color") ?? "(another)"} -> {picture.Path}"],
            PlannedSource.Color color => [$"the source: {path ?? Text(before, "color") ?? "(another)"} -> {color.Value}"],
            _ => changes.Select(c => $"the source's {c}"),
        };
    }

    private static IEnumerable<string> OfEffects(JsonElement now, JsonElement before)
    {
        JsonElement[] present = [.. now.EnumerateArray()];
        JsonElement[] past = [.. before.EnumerateArray()];
        string[] ids = [.. present.Select(IdOf)];
        return ids.SequenceEqual(past.Select(IdOf))
            ? present.Zip(past, OfEffect).SelectMany(c => c)
            : [$"effects: {List(past.Select(IdOf))} -> {List(ids)}"];
    }

    private static IEnumerable<string> OfEffect(JsonElement now, JsonElement before)
    {
        string id = IdOf(now);
        foreach (JsonProperty part in now.EnumerateObject())
        {
            foreach (ValueChange change in ValueChanges.Of(part.Value, Member(before, part.Name), [part.Name]))
            {
                // A slice has a file's content without its name, which decides nothing.
                if (change.Path is ["parameters", _, "file"]) continue;
                yield return change.Path switch
                {
                    ["pluginSha256"] => $"plugin {Text(now, "plugin")}, which has effect {id}: its files are others",
                    ["parameters", var name] => $"{id}.{name}: {change.Values}",
                    ["parameters", var name, "sha256"] when change is { Before: { } was, Now: { } found }
                        => $"{id}.{name}: the content of {Text(before.GetProperty("parameters").GetProperty(name), "file")} is another (SHA-256 {Short(was)} -> {Short(found)})",
                    ["version"] => $"effect {id}'s version: {change.Values}",
                    _ => $"effect {id}'s {change}",
                };
            }
        }
    }

    private static string IdOf(JsonElement effect) => effect.GetProperty("effect").GetString()!;

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string? Text(JsonElement element, string name) => Member(element, name)?.GetString();

    private static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;

    private static string List(IEnumerable<string> ids) => string.Join(", ", ids.DefaultIfEmpty("(none)"));
}

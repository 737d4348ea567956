using System.Collections.Immutable;
using PluginRender.Projects.Json;
using PluginRender.Sdk;

namespace PluginRender.Projects.Reading;

/// <summary>Reads the segments of a project one after the other; one that says nothing of effects has the project's default.</summary>
internal sealed class SegmentReader(EffectReader effectReader, ProjectFolder folder, bool autoByDefault, DiagnosticSink sink)
{
    private readonly Dictionary<string, TextPosition> ids = new(StringComparer.Ordinal);
    private int index = -1;

    public ProjectSegment? Read(JsonValue value)
    {
        index++;
        if (value is not JsonObject source)
        {
            sink.Add(value.Position, $"segment {index} is {value.Description}", "give an object with \"id\", \"source\" and \"duration\"");
            return null;
        }

        var reader = new ObjectReader(source, $"segment {index}", sink);
        string? id = ReadId(reader);
        if (id is not null) reader = reader.Named($"segment \"{id}\"");
        ProjectSource? shown = ReadSource(reader);
        decimal? duration = ReadDuration(reader);
        string? text = reader.Text(reader.Optional("text"), "text", "a string");
        ImmutableArray<ProjectEffect> effects = ReadEffects(reader, out bool isAuto);
        reader.RefuseOthers();
        return id is null || shown is null || duration is null
            ? null
            : new ProjectSegment(id, shown, duration.Value, text, effects, source.Position, isAuto);
    }

    private string? ReadId(ObjectReader reader)
    {
        const string wanted = "a name of letters, digits, - and _";
        JsonValue? value = reader.Required("id", "\"name\"");
        string? id = reader.Text(value, "id", wanted);
        if (id is null) return null;
        if (id.Length is 0 or > 100 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            sink.Add(value!.Position, $"{reader.Subject}: \"id\" is {value.Description}", $"give {wanted}, at most 100 of them");
            return null;
        }

        if (ids.TryAdd(id, value!.Position)) return id;
        sink.Add(value.Position, $"the id \"{id}\" is taken by the segment at line {ids[id].Line}", "give every segment its own id");
        return id;
    }

    private ProjectSource? ReadSource(ObjectReader segment)
    {
        const string wanted = "{ \"image\": \"FILE\" } or { \"color\": \"#rrggbb\" }";
        JsonValue? value = segment.Required("source", wanted);
        if (value is null) return null;
        if (value is not JsonObject source) return sink.WrongReference<ProjectSource>(value, segment.Subject, "source", wanted);
        var reader = new ObjectReader(source, $"{segment.Subject}, source", sink);
        JsonValue? image = reader.Optional("image");
        JsonValue? color = reader.Optional("color");
        JsonValue? video = reader.Optional("video");
        // An in-point is a clip's.
        if (video is not null) reader.Optional("in");
        reader.RefuseOthers();
        if (video is not null)
            sink.Add(video.Position, $"{segment.Subject}: clips (\"video\") cannot be rendered yet", $"give {wanted}");
        else if ((image is null) == (color is null))
            sink.Add(source.Position, $"{segment.Subject}: \"source\" must name exactly one thing to show", $"give {wanted}");
        else if (image is not null)
            return reader.Text(image, "image", "a path in quotes") is { } path ? folder.Resolve(path, image.Position, segment.Subject, sink) : null;
        else
            return ReadColor(reader, color!);
        return null;
    }

    private ProjectSource.Color? ReadColor(ObjectReader reader, JsonValue value)
    {
        string? text = reader.Text(value, "color", "a color such as \"#102030\"");
        if (text is null) return null;
        if (RgbColor.TryParse(text, out RgbColor color)) return new ProjectSource.Color(color, value.Position);
        sink.Add(value.Position, $"{reader.Subject}: \"color\" is {value.Description}", "give a color such as \"#102030\"");
        return null;
    }

    private decimal? ReadDuration(ObjectReader reader)
    {
        JsonValue? value = reader.Required("duration", "5.0");
        decimal? seconds = reader.Number(value, "duration", 0, ProjectReader.MaximumSeconds);
        if (seconds != 0) return seconds;
        sink.Add(value!.Position, $"{reader.Subject}: \"duration\" is {value.Description}", "give a time in seconds above 0");
        return null;
    }

    private ImmutableArray<ProjectEffect> ReadEffects(ObjectReader reader, out bool isAuto)
    {
        JsonValue? value = reader.Optional("effects");
        isAuto = value is JsonText { Value: "auto" } || (value is null && autoByDefault);
        if (isAuto) return [];
        switch (value)
        {
            case null:
                return [];
            case JsonArray { Items.Count: > ProjectReader.MaximumEffects } many:
                sink.Add(many.Position, $"{reader.Subject}: \"effects\" has {many.Items.Count} items", $"give at most {ProjectReader.MaximumEffects}");
                return [];
            case JsonArray array:
                return effectReader.Read(array, reader.Subject, folder, sink);
            default:
                sink.WrongReference<string>(value, reader.Subject, "effects", "an array of effects, or \"auto\"");
                return [];
        }
    }
}

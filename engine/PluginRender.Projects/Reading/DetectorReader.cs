using System.Collections.Immutable;
using PluginRender.Projects.Json;

namespace PluginRender.Projects.Reading;

/// <summary>Reads a project's <c>detector</c>.</summary>
internal sealed class DetectorReader(ProjectFolder folder, DiagnosticSink sink)
{
    private const int MostTags = 1000;
    private const string ModelForm = "the path of an ONNX file in quotes";

    public ProjectDetector? Read(JsonValue? value)
    {
        if (value is null) return null;
        if (value is not JsonObject source) return sink.WrongReference<ProjectDetector>(value, "the project", "detector", "an object such as { \"model\": \"yolo.onnx\" }");
        var reader = new ObjectReader(source, "detector", sink);
        ModelFile? model = ReadFile(reader, reader.Optional("model"), "model", ModelForm);
        decimal? confidence = reader.Number(reader.Optional("confidence"), "confidence", 0, 1);
        decimal? overlap = reader.Number(reader.Optional("overlap"), "overlap", 0, 1);
        ProjectClip? clip = ReadClip(reader.Optional("clip"));
        reader.RefuseOthers();
        return new ProjectDetector(
            model, (double?)confidence ?? ProjectDetector.Default.Confidence, (double?)overlap ?? ProjectDetector.Default.Overlap, clip);
    }

    private ProjectClip? ReadClip(JsonValue? value)
    {
        const string form = "{ \"image\": \"image.onnx\", \"text\": \"text.onnx\", \"vocabulary\": \"vocab.json\", \"merges\": \"merges.txt\" }";
        if (value is null) return null;
        if (value is not JsonObject source) return sink.WrongReference<ProjectClip>(value, "detector", "clip", form);
        var reader = new ObjectReader(source, "detector, clip", sink);
        ModelFile?[] files =
        [
            ReadFile(reader, reader.Required("image", "\"image.onnx\""), "image", ModelForm),
            ReadFile(reader, reader.Required("text", "\"text.onnx\""), "text", ModelForm),
            ReadFile(reader, reader.Required("vocabulary", "\"vocab.json\""), "vocabulary", "the path of a vocab.json in quotes"),
            ReadFile(reader, reader.Required("merges", "\"merges.txt\""), "merges", "the path of a merges.txt in quotes"),
        ];
        ImmutableArray<string> tags = ReadTags(reader.Optional("tags"));
        reader.RefuseOthers();
        return files is [{ } image, { } text, { } vocabulary, { } merges] ? new ProjectClip(image, text, vocabulary, merges, tags) : null;
    }

    private ImmutableArray<string> ReadTags(JsonValue? value)
    {
        const string form = "an array of words, such as [\"beach\", \"city\"]";
        if (value is null) return [];
        if (value is not JsonArray array)
        {
            sink.WrongReference<string>(value, "detector, clip", "tags", form);
            return [];
        }

        if (array.Items.Count > MostTags) sink.Add(array.Position, $"detector, clip: \"tags\" has {array.Items.Count} words", $"give at most {MostTags}");
        var tags = new List<string>();
        foreach (JsonValue item in array.Items)
        {
            if (item is not JsonText { Value: { Length: > 0 } word }) sink.Add(item.Position, $"detector, clip: a tag is {item.Description}", $"give {form}");
            else if (tags.Contains(word, StringComparer.Ordinal)) sink.Add(item.Position, $"detector, clip: \"tags\" has {item.Description} twice", "remove one of them");
            else tags.Add(word);
        }

        return [.. tags];
    }

    private ModelFile? ReadFile(ObjectReader reader, JsonValue? value, string name, string form)
        => reader.Text(value, name, form) is { } path ? folder.ResolveModel(path, value!.Position, reader.Subject, sink) : null;
}

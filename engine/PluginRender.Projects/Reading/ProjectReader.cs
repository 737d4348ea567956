using System.Collections.Immutable;
using PluginRender.Projects.Json;
using PluginRender.Projects.Reading;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>Reads a project file; a file either becomes a <see cref="RenderProject"/> or a list of all its problems.</summary>
/// <param name="effects">The effects that exist here.</param>
/// <param name="allowOutside">Whether sources may lie outside the project's folder.</param>
public sealed class ProjectReader(IReadOnlyList<EffectDescriptor> effects, bool allowOutside = false)
{
    /// <summary>The largest project file that is read, in bytes.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The longest segment, in seconds.</summary>
    public const decimal MaximumSeconds = 24 * 3600;

    /// <summary>The most segments of a project.</summary>
    public const int MaximumSegments = 50_000;

    /// <summary>The most effects of a segment.</summary>
    public const int MaximumEffects = 100;

    private readonly EffectReader effectReader = new(effects);

    /// <summary>Reads and validates a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, not JSON, or not a valid project.</exception>
    public RenderProject Read(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists) throw At(file, "there is no such file", "give --project=FILE the path of a project file");
        // A pipe or a device also says that it has no bytes; reading one might never end.
        if (info.Length == 0) throw At(file, "the file is empty", "begin the file with {");
        if (info.Length > MaximumBytes)
            throw At(file, $"the file has {info.Length} bytes", $"keep a project file within {MaximumBytes} bytes");
        return Read(file, File.ReadAllBytes(file));
    }

    /// <summary>Validates a text as if it stood in a file.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public RenderProject Read(string file, ReadOnlySpan<byte> utf8)
    {
        var sink = new DiagnosticSink(file);
        if (PositionedJson.Read(file, utf8) is not JsonObject root)
            throw At(file, "a project is an object", "begin the file with {");

        var reader = new ObjectReader(root, "the project", sink);
        JsonValue? written = reader.Required("schemaVersion", "1");
        int? version = reader.WholeNumber(written, "schemaVersion", 1, int.MaxValue);
        if (version > 1) sink.Add(written!.Position, $"the project has schemaVersion {version}", "this version reads schemaVersion 1");
        reader.Optional("$schema");
        OutputSettings? output = ReadOutput(reader.Required("output", "{ \"width\": 1920, \"height\": 1080, \"fps\": \"30\" }"), sink);
        var folder = new ProjectFolder(file, allowOutside);
        ProjectDetector? detector = new DetectorReader(folder, sink).Read(reader.Optional("detector"));
        ProjectPlanner? planner = new PlannerReader(sink).Read(reader.Optional("planner"));
        var segmentReader = new SegmentReader(effectReader, folder, ReadAuto(reader, sink), sink);
        ImmutableArray<ProjectSegment> segments = ReadSegments(reader.Required("segments", "[ … ]"), segmentReader, sink);
        reader.RefuseOthers();

        if (!sink.IsEmpty) throw new InvalidInputException(sink.InFileOrder);
        return new RenderProject(file, folder.Path, Path.GetFileNameWithoutExtension(file), output!, segments, detector, planner);
    }

    private static InvalidInputException At(string file, string problem, string remedy)
        => new([new Diagnostic(file, new TextPosition(1, 1), problem, remedy)]);

    private static OutputSettings? ReadOutput(JsonValue? value, DiagnosticSink sink)
    {
        if (value is null) return null;
        if (value is not JsonObject source) return sink.WrongReference<OutputSettings>(value, "the project", "output", "an object");
        var reader = new ObjectReader(source, "output", sink);
        int? width = Even(reader, "width", sink);
        int? height = Even(reader, "height", sink);
        FrameRate? rate = ReadRate(reader, sink);
        OutputProfile profile = ReadProfile(reader, sink);
        decimal? crf = reader.Number(reader.Optional("crf"), "crf", 0, 51);
        reader.RefuseOthers();
        return width is { } w && height is { } h && rate is { } r ? new OutputSettings(w, h, r, profile, (double)(crf ?? 23)) : null;
    }

    private static int? Even(ObjectReader reader, string name, DiagnosticSink sink)
    {
        JsonValue? value = reader.Required(name, name == "width" ? "1920" : "1080");
        int? pixels = reader.WholeNumber(value, name, 16, 8192);
        if (pixels is { } odd && (odd & 1) != 0)
            sink.Add(value!.Position, $"output: \"{name}\" is {odd}", $"give an even number, such as {odd - 1} or {odd + 1}");
        return pixels;
    }

    private static FrameRate? ReadRate(ObjectReader reader, DiagnosticSink sink)
    {
        const string wanted = "a rational in quotes, such as \"30\", \"25\" or \"30000/1001\"";
        JsonValue? value = reader.Required("fps", "\"30\"");
        string? text = reader.Text(value, "fps", wanted);
        if (text is null) return null;
        if (FrameRate.TryParse(text, out FrameRate rate) && rate.FramesPerSecond is >= 1 and <= 240) return rate;
        sink.Add(value!.Position, $"output: \"fps\" is {value.Description}", $"give {wanted}, from 1 to 240");
        return null;
    }

    private static OutputProfile ReadProfile(ObjectReader reader, DiagnosticSink sink)
    {
        JsonValue? value = reader.Optional("profile");
        switch (reader.Text(value, "profile", "\"draft\" or \"delivery\""))
        {
            case null or "draft": return OutputProfile.Draft;
            case "delivery": return OutputProfile.Delivery;
            default:
                sink.Add(value!.Position, $"output: \"profile\" is {value.Description}", "give \"draft\" or \"delivery\"");
                return OutputProfile.Draft;
        }
    }

    private static bool ReadAuto(ObjectReader reader, DiagnosticSink sink)
    {
        JsonValue? value = reader.Optional("effects");
        if (value is null or JsonText { Value: "auto" }) return value is not null;
        sink.Add(value.Position, $"the project: \"effects\" is {value.Description}", "give \"auto\", which is for segments that name no effects; effects themselves belong into segments");
        return false;
    }

    private static ImmutableArray<ProjectSegment> ReadSegments(JsonValue? value, SegmentReader segmentReader, DiagnosticSink sink)
    {
        if (value is null) return [];
        if (value is not JsonArray array)
        {
            sink.WrongReference<string>(value, "the project", "segments", "an array of segments");
            return [];
        }

        if (array.Items.Count > MaximumSegments)
        {
            sink.Add(array.Position, $"\"segments\" has {array.Items.Count} items", $"give at most {MaximumSegments}, and make several videos of more");
            return [];
        }

        if (array.Items.Count == 0) sink.Add(array.Position, "\"segments\" is empty", "add at least one segment");
        return [.. array.Items.Select(segmentReader.Read).OfType<ProjectSegment>()];
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// The plan as canonical JSON: members in a fixed order, numbers in their shortest form, line feeds. The same
/// plan gives the same bytes, so that plans can be compared, hashed and committed.
/// </summary>
public static class PlanJson
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 3;

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A plan of tens of thousands of segments is written in parts of so many bytes.</summary>
    private const int PartBytes = 32 * 1024;

    /// <summary>The whole plan, indented, ending in a line feed.</summary>
    public static string Write(RenderPlan plan)
    {
        using var stream = new MemoryStream();
        Write(plan, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>The same as UTF-8, segment by segment, so that a large plan is nowhere as a whole.</summary>
    public static void Write(RenderPlan plan, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(stream);
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("planVersion", Version);
            WriteOutput(writer, plan);
            writer.WriteNumber("frames", plan.FrameCount);
            writer.WriteStartArray("segments");
            foreach (PlannedSegment segment in plan.Segments)
            {
                WriteSegment(writer, segment, segment.FirstFrame, whole: true);
                if (writer.BytesPending > PartBytes) writer.Flush();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("chunks");
            foreach (PlannedChunk chunk in plan.Chunks) WriteChunk(writer, chunk);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteChunk(Utf8JsonWriter writer, PlannedChunk chunk)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", chunk.Index);
        writer.WriteNumber("firstFrame", chunk.FirstFrame);
        writer.WriteNumber("frameCount", chunk.FrameCount);
        writer.WriteString("key", chunk.Key);
        writer.WriteEndObject();
    }

    /// <summary>
    /// What the frames from <paramref name="range"/> are made of, in the words of the plan: the output, the encoder, the host's
    /// code and the segments with their place relative to the chunk. For comparisons; a <see cref="ChunkKey"/> has less.
    /// </summary>
    internal static byte[] WriteSlice(RenderPlan plan, FrameRange range) => Bytes(writer =>
    {
        writer.WriteStartObject();
        WriteOutput(writer, plan);
        writer.WriteNumber("frames", range.Count);
        writer.WriteStartArray("segments");
        foreach (PlannedSegment segment in plan.SegmentsOf(new PlannedChunk(0, range.First, range.Count, "")))
            WriteSegment(writer, segment, segment.FirstFrame - range.First, whole: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    internal static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented)) write(writer);
        return stream.ToArray();
    }

    internal static void WriteOutput(Utf8JsonWriter writer, RenderPlan plan)
    {
        writer.WriteStartObject("output");
        writer.WriteNumber("width", plan.Width);
        writer.WriteNumber("height", plan.Height);
        writer.WriteString("fps", plan.Rate.ToString());
        writer.WriteEndObject();
        writer.WriteStartObject("encoder");
        writer.WriteString("codec", plan.Encoder.Codec);
        writer.WriteString("library", plan.Encoder.Library);
        writer.WriteNumber("threads", plan.Encoder.Threads);
        writer.WriteNumber("gopFrames", plan.Encoder.GopFrames);
        foreach (EncoderOption option in plan.Encoder.Options) writer.WriteString(option.Name, option.Value);
        writer.WriteEndObject();
        writer.WriteStartObject("host");
        foreach (HostAssembly assembly in plan.HostAssemblies) writer.WriteString(assembly.Name, assembly.Version);
        writer.WriteEndObject();
    }

    internal static void WriteSegment(Utf8JsonWriter writer, PlannedSegment segment, int firstFrame, bool whole)
    {
        writer.WriteStartObject();
        writer.WriteString("id", segment.Id);
        writer.WriteNumber("firstFrame", firstFrame);
        writer.WriteNumber("frameCount", segment.FrameCount);
        WriteSource(writer, segment.Source, whole);
        writer.WriteStartArray("effects");
        foreach (PlannedEffect effect in segment.Effects) WriteEffect(writer, effect, whole, segment);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    internal static void WriteSource(Utf8JsonWriter writer, PlannedSource source, bool whole)
    {
        writer.WriteStartObject("source");
        switch (source)
        {
            case PlannedSource.Picture picture:
                if (whole) writer.WriteString("image", picture.Path);
                writer.WriteNumber("width", picture.Info.Width);
                writer.WriteNumber("height", picture.Info.Height);
                writer.WriteString("sha256", picture.Info.Sha256);
                if (picture.Info.ColorLibrary is { } library) writer.WriteString("colorLibrary", library);
                if (whole && picture.Facts is { } facts)
                {
                    writer.WritePropertyName("facts");
                    FactsJson.WriteObject(writer, facts);
                }

                break;
            case PlannedSource.Color color:
                writer.WriteString("color", color.Value.ToString());
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// With <paramref name="whole"/> also what follows from the plugin's assembly, so that a plan can be rendered
    /// by one who only reads it; a key has the assembly's hash instead.
    /// </summary>
    private static void WriteEffect(Utf8JsonWriter writer, PlannedEffect effect, bool whole, PlannedSegment segment)
    {
        writer.WriteStartObject();
        writer.WriteString("effect", effect.Id);
        writer.WriteString("version", effect.Version);
        writer.WriteString("plugin", effect.Plugin);
        writer.WriteString("pluginSha256", effect.PluginHash);
        writer.WriteString("seed", WriteSeed(effect.Seed));
        if (whole)
        {
            writer.WriteString("access", PlanWords.Of(effect.Access));
            writer.WriteString("concurrency", PlanWords.Of(effect.Concurrency));
            writer.WriteString("determinism", PlanWords.Of(effect.Determinism));
            if (effect.UsesSubjectMask) writer.WriteBoolean("usesSubjectMask", true);
        }

        writer.WriteStartObject("parameters");
        foreach (NamedValue parameter in effect.Parameters)
        {
            writer.WritePropertyName(parameter.Name);
            if (parameter.Value is ParameterValue.File file) WriteFile(writer, file.Value, whole);
            else WriteValue(writer, parameter.Value);
        }

        writer.WriteEndObject();
        if (whole)
        {
            // 1 may be a number or an integer, "center" a text, a choice or a focus.
            writer.WriteStartArray("parameterKinds");
            foreach (NamedValue parameter in effect.Parameters) writer.WriteStringValue(PlanWords.Of(parameter.Value.Kind));
            writer.WriteEndArray();
            if (effect.Reason is { } reason) writer.WriteString("reason", reason);
        }

        if (segment.SubjectFor(effect) is { } point)
        {
            writer.WriteStartArray("subject");
            writer.WriteNumberValue(point.X);
            writer.WriteNumberValue(point.Y);
            writer.WriteEndArray();
        }

        if (segment.MaskFor(effect) is { } mask)
        {
            writer.WriteStartObject("mask");
            writer.WriteNumber("width", mask.Width);
            writer.WriteNumber("height", mask.Height);
            writer.WriteString("sha256", mask.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a whole plan as <see cref="Write"/> writes it: nothing missing, nothing more, and its keys its own.</summary>
    /// <exception cref="PlanException">It is no such plan; says where it is not.</exception>
    public static RenderPlan Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>The same of UTF-8, which is read as it stands.</summary>
    public static RenderPlan Read(ReadOnlyMemory<byte> text) => PlanReader.Read(text, isEdited: false);

    /// <summary>
    /// Reads a plan that somebody may have edited: as strict, except for what follows from the rest, the chunks' keys and where
    /// subjects are told, which is made anew.
    /// </summary>
    /// <exception cref="PlanException">It is no plan; says where it is not.</exception>
    public static RenderPlan ReadEdited(ReadOnlyMemory<byte> text) => PlanReader.Read(text, isEdited: true);

    /// <inheritdoc cref="ReadEdited(ReadOnlyMemory{byte})"/>
    public static RenderPlan ReadEdited(string text) => ReadEdited(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a text is a plan that somebody edited, so that it no longer has its own keys.</summary>
    public static bool IsEdited(ReadOnlyMemory<byte> text)
    {
        try
        {
            _ = Read(text);
            return false;
        }
        catch (PlanException)
        {
            return CanBeRead(text);
        }
    }

    /// <inheritdoc cref="IsEdited(ReadOnlyMemory{byte})"/>
    public static bool IsEdited(string text) => IsEdited(Encoding.UTF8.GetBytes(text));

    private static bool CanBeRead(ReadOnlyMemory<byte> text)
    {
        try
        {
            _ = ReadEdited(text);
            return true;
        }
        catch (PlanException)
        {
            return false;
        }
    }

    /// <summary>
    /// 16 hexadecimal digits: a JSON number of 64 bits is rounded to 53 by readers that have only doubles, such as
    /// JavaScript and jq, and a rounded seed is another seed.
    /// </summary>
    private static string WriteSeed(ulong seed) => seed.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Like a picture, a file counts by its content.</summary>
    private static void WriteFile(Utf8JsonWriter writer, FileReference file, bool whole)
    {
        writer.WriteStartObject();
        if (whole) writer.WriteString("file", file.Path);
        writer.WriteString("sha256", file.Sha256);
        writer.WriteEndObject();
    }

    /// <summary>A parameter value in the form that a project file has.</summary>
    public static void WriteValue(Utf8JsonWriter writer, ParameterValue value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case ParameterValue.Number n: writer.WriteNumberValue(n.Value); break;
            case ParameterValue.Integer n: writer.WriteNumberValue(n.Value); break;
            case ParameterValue.Boolean b: writer.WriteBooleanValue(b.Value); break;
            case ParameterValue.Text t: writer.WriteStringValue(t.Value); break;
            case ParameterValue.Choice c: writer.WriteStringValue(c.Value); break;
            case ParameterValue.Color c: writer.WriteStringValue(c.Value.ToString()); break;
            case ParameterValue.File f: writer.WriteStringValue(f.Value.Path); break;
            case ParameterValue.Focus { Value.Kind: FocusKind.Center }: writer.WriteStringValue("center"); break;
            case ParameterValue.Focus { Value.Kind: FocusKind.Subject }: writer.WriteStringValue("subject"); break;
            case ParameterValue.Focus f:
                writer.WriteStartArray();
                writer.WriteNumberValue(f.Value.X);
                writer.WriteNumberValue(f.Value.Y);
                writer.WriteEndArray();
                break;
            case ParameterValue.Place p: WritePlace(writer, p.Value); break;
            default: throw new ArgumentOutOfRangeException(nameof(value), value, "unknown kind of parameter");
        }
    }

    private static void WritePlace(Utf8JsonWriter writer, in PicturePlace place)
    {
        (string? word, double[] numbers) = PlaceForm.Written(place);
        if (word is not null)
        {
            writer.WriteStringValue(word);
            return;
        }

        writer.WriteStartArray();
        foreach (double number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}

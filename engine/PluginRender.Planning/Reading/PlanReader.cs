using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Reads a frozen plan. It may come from anywhere, so nothing in it is trusted.</summary>
internal static class PlanReader
{
    // What a project may ask for; see project.schema.json.
    private const int LeastSize = 16;
    private const int MostSize = 8192;
    private const int MostPictureSize = 1 << 20;

    public static RenderPlan Read(ReadOnlyMemory<byte> utf8, bool isEdited)
    {
        try
        {
            using var text = new PlanText(utf8);
            return ReadPlan(text, isEdited);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for half of a surrogate pair in a text.
            throw new PlanException("$", $"is not JSON ({e.Message})");
        }
    }

    private static RenderPlan ReadPlan(PlanText text, bool isEdited)
    {
        PlanObject root = text.Root;
        int version = root.Integer("planVersion", 1, int.MaxValue);
        if (version != PlanJson.Version)
            throw new PlanException(root.PathOf("planVersion"), string.Create(CultureInfo.InvariantCulture, $"is {version}, and this program reads {PlanJson.Version}"));
        PlanObject output = root.Object("output");
        int width = Even(output, "width");
        int height = Even(output, "height");
        _ = FrameRate.TryParse(output.Text("fps", IsRate, "a frame rate in lowest terms, such as \"30\" or \"30000/1001\""), out FrameRate rate);
        output.RefuseOthers();
        EncoderSettings encoder = ReadEncoder(root.Object("encoder"));
        ImmutableArray<HostAssembly> host = ReadHost(root.Object("host"));
        int frames = root.Integer("frames", 1, SegmentTimeline.MaximumFrames);
        _ = root.Array("segments");
        ImmutableArray<PlannedSegment> segments = [.. text.Segments(s => ReadSegment(s, isEdited))];
        CheckRuns("$.segments", segments, s => new FrameRange(s.FirstFrame, s.FrameCount), frames);
        CheckIds(segments);
        var plan = new RenderPlan(width, height, rate, frames, encoder, host, segments, []);
        plan = plan with { Chunks = ReadChunks(root, plan, isEdited) };
        root.RefuseOthers();
        return plan;
    }

    private static int Even(PlanObject output, string name)
    {
        int size = output.Integer(name, LeastSize, MostSize);
        return size % 2 == 0 ? size : throw PlanObject.Wrong(output.PathOf(name), "an even number", output.Member(name));
    }

    private static bool IsRate(string text) => FrameRate.TryParse(text, out FrameRate rate) && rate.ToString() == text;

    private static EncoderSettings ReadEncoder(PlanObject encoder)
    {
        var settings = new EncoderSettings(
            encoder.Text("codec"), encoder.Text("library"), encoder.Integer("threads", 1, 64), encoder.Integer("gopFrames", 1, 1_000_000), []);
        return settings with { Options = [.. encoder.Others().Select(name => new EncoderOption(name, encoder.Text(name)))] };
    }

    private static ImmutableArray<HostAssembly> ReadHost(PlanObject host)
        => [.. host.Others().Select(name => new HostAssembly(name, host.Text(name)))];

    private static PlannedSegment ReadSegment(PlanObject segment, bool isEdited)
    {
        var read = new PlannedSegment(
            segment.Text("id"),
            segment.Integer("firstFrame", 0, SegmentTimeline.MaximumFrames),
            segment.Integer("frameCount", 1, SegmentTimeline.MaximumFrames),
            ReadSource(segment.Object("source")),
            []);
        PlanObject[] effects = [.. segment.Array("effects").Select(e => e.Object())];
        read = read with { Effects = [.. effects.Select(e => ReadEffect(e, read, isEdited))] };
        segment.RefuseOthers();
        for (int i = 1; i < read.Effects.Length; i++)
        {
            if (read.Effects[i].Access == PixelAccess.Source)
                throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"{segment.Path}.effects[{i}].access"), "is source, which only the first effect of a segment may have");
        }

        return read;
    }

    private static PlannedSource ReadSource(PlanObject source)
    {
        PlannedSource read;
        if (source.Has("color"))
        {
            _ = RgbColor.TryParse(source.Text("color", IsColor, ColorForm), out RgbColor color);
            read = new PlannedSource.Color(color);
        }
        else
        {
            read = new PlannedSource.Picture(
                source.Text("image", t => !t.Contains('\0', StringComparison.Ordinal) && !t.Contains("://", StringComparison.Ordinal), "a path"),
                new PictureInfo(source.Integer("width", 1, MostPictureSize), source.Integer("height", 1, MostPictureSize), source.Hash("sha256")) { ColorLibrary = source.Has("colorLibrary") ? source.Text("colorLibrary") : null },
                source.Has("facts") ? FactsJson.ReadObject(source.Object("facts")) : null);
        }

        source.RefuseOthers();
        return read;
    }

    private static PlannedEffect ReadEffect(PlanObject effect, PlannedSegment segment, bool isEdited)
    {
        var read = new PlannedEffect(
            effect.Text("effect"), effect.Text("version"), effect.Text("plugin"), effect.Hash("pluginSha256"),
            effect.Word<PixelAccess>("access"), effect.Word<Concurrency>("concurrency"), effect.Word<Determinism>("determinism"),
            ulong.Parse(effect.Text("seed", IsSeed, "16 lower-case hexadecimal digits"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ReadParameters(effect),
            effect.Has("reason") ? effect.Text("reason") : null)
        {
            UsesSubjectMask = effect.Has("usesSubjectMask") && effect.True("usesSubjectMask"),
        };
        if (!isEdited) CheckSubject(effect, segment.SubjectFor(read));
        else if (effect.Has("subject")) _ = effect.Numbers("subject", 2, 0, 1);
        MaskMember.Check(effect, segment, read, isEdited);
        effect.RefuseOthers();
        return read;
    }

    /// <summary>What the effect is told follows from the source's facts, and stands here so that it can be read and compared.</summary>
    private static void CheckSubject(PlanObject effect, PicturePoint? subject)
    {
        if (subject is not { } point) return;
        ImmutableArray<double> told = effect.Numbers("subject", 2, 0, 1);
        if (told[0] != point.X || told[1] != point.Y)
            throw new PlanException(effect.PathOf("subject"), string.Create(CultureInfo.InvariantCulture, $"is [{told[0]}, {told[1]}], and the source's first subject has its center at [{point.X}, {point.Y}]"));
    }

    private static ImmutableArray<NamedValue> ReadParameters(PlanObject effect)
    {
        PlanObject parameters = effect.Object("parameters");
        var kinds = new List<ParameterKind>();
        foreach (PlanItem kind in effect.Array("parameterKinds")) kinds.Add(kind.Word<ParameterKind>());
        IReadOnlyList<string> names = parameters.Others();
        if (kinds.Count != names.Count)
            throw new PlanException(effect.PathOf("parameterKinds"), string.Create(CultureInfo.InvariantCulture, $"has {kinds.Count} items for {names.Count} parameters"));
        var values = ImmutableArray.CreateBuilder<NamedValue>(names.Count);
        foreach (string name in names) values.Add(new NamedValue(name, PlanParameter.Read(kinds[values.Count], parameters.Member(name), parameters.PathOf(name))));
        return values.MoveToImmutable();
    }

    private static ImmutableArray<PlannedChunk> ReadChunks(PlanObject root, RenderPlan plan, bool isEdited)
    {
        var chunks = ImmutableArray.CreateBuilder<PlannedChunk>();
        foreach (PlanItem item in root.Array("chunks"))
        {
            PlanObject chunk = item.Object();
            chunks.Add(new PlannedChunk(
                chunk.Integer("index", chunks.Count, chunks.Count), chunk.Integer("firstFrame", 0, plan.FrameCount),
                chunk.Integer("frameCount", 1, plan.FrameCount), chunk.Hash("key")));
            chunk.RefuseOthers();
        }

        CheckRuns("$.chunks", chunks.ToImmutable(), c => new FrameRange(c.FirstFrame, c.FrameCount), plan.FrameCount);
        if (isEdited) return RenderPlanner.Rekeyed(plan with { Chunks = chunks.ToImmutable() }).Chunks;
        foreach (PlannedChunk chunk in chunks)
        {
            // A chunk under a wrong key would be taken for another one by every later render.
            if (ChunkKey.Of(plan, new FrameRange(chunk.FirstFrame, chunk.FrameCount)) != chunk.Key)
                throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"$.chunks[{chunk.Index}].key"), "is not the key of what the plan says: it was edited, or made by another version");
        }

        return chunks.ToImmutable();
    }

    private static void CheckIds(ImmutableArray<PlannedSegment> segments)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < segments.Length; i++)
        {
            if (!ids.Add(segments[i].Id))
                throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"$.segments[{i}].id"), $"is \"{segments[i].Id}\", which another segment has");
        }
    }

    private static void CheckRuns<T>(string path, ImmutableArray<T> items, Func<T, FrameRange> rangeOf, int frames)
        where T : class
    {
        int next = 0;
        int i = 0;
        foreach (T item in items)
        {
            FrameRange run = rangeOf(item);
            if (run.First != next) throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}].firstFrame"), string.Create(CultureInfo.InvariantCulture, $"is {run.First}, not {next} where the one before ends"));
            if (run.Count > frames - next) throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}].frameCount"), string.Create(CultureInfo.InvariantCulture, $"is {run.Count}, beyond the end at frame {frames}"));
            next = run.End;
            i++;
        }

        if (next != frames) throw new PlanException(path, string.Create(CultureInfo.InvariantCulture, $"ends at frame {next}, not at {frames}"));
    }

    private static bool IsSeed(string text) => text.Length == 16 && text.All(char.IsAsciiHexDigitLower);

    private const string ColorForm = "a color such as \"#102030\"";

    private static bool IsColor(string text) => RgbColor.TryParse(text, out RgbColor color) && color.ToString() == text;
}

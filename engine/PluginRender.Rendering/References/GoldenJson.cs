using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>A reference as JSON: one frame a line, so that a review shows which frames were changed.</summary>
public static class GoldenJson
{
    private const int HashDigits = 32;

    private static readonly GoldenJsonContext Relaxed = new(new JsonSerializerOptions(GoldenJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    });

    /// <summary>What is written down of a render.</summary>
    /// <param name="result">The render.</param>
    /// <param name="header">Its video's header.</param>
    /// <param name="frames">The file with every frame.</param>
    public static GoldenReference Describe(RenderResult result, VideoHeader header, GoldenFile frames)
    {
        ArgumentNullException.ThrowIfNull(result);
        RenderPlan plan = result.Plan;
        string[] hashes = [.. result.Chunks.SelectMany(c => c.Record.FrameHashes.Chunk(HashDigits / 2)).Select(Convert.ToHexStringLower)];
        return new GoldenReference(
            GoldenReference.Version, new GoldenVideo(plan.Width, plan.Height, plan.Rate.ToString(), plan.FrameCount), header,
            GoldenReference.SettingsOf(plan.Encoder), frames,
            [.. plan.Segments.Select(s => new GoldenSegment(s.Id, [.. hashes[s.FirstFrame..s.EndFrame]]))]);
    }

    /// <summary>Indented, ending in a line feed.</summary>
    public static byte[] Write(GoldenReference reference) => [.. JsonSerializer.SerializeToUtf8Bytes(reference, Relaxed.GoldenReference), (byte)'\n'];

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says where.</exception>
    public static GoldenReference Read(ReadOnlySpan<byte> text)
    {
        GoldenReference reference;
        try
        {
            reference = JsonSerializer.Deserialize(text, GoldenJsonContext.Default.GoldenReference) ?? throw new InvalidDataException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is damaged: {ShownText.Line(e.Message)}", e);
        }

        if (reference.GoldenVersion != GoldenReference.Version)
            throw new InvalidDataException($"its goldenVersion is {reference.GoldenVersion}, and this program reads {GoldenReference.Version}");
        if (reference.Encoder.IsDefault || reference.Segments.IsDefault || reference.Segments.Any(s => s is null || s.FrameHashes.IsDefault))
            throw new InvalidDataException("it is damaged: it lacks the encoder, segments or their frames");
        if (Broken(reference.Segments) is { } broken) throw new InvalidDataException($"it is damaged: {broken}");
        int frames = reference.Segments.Sum(s => s.FrameHashes.Length);
        return frames == reference.Video.Frames
            ? reference
            : throw new InvalidDataException($"it is damaged: it has the hashes of {frames} frames where there are {reference.Video.Frames}");
    }

    private static string? Broken(ImmutableArray<GoldenSegment> segments)
    {
        foreach (GoldenSegment segment in segments)
        {
            int at = segment.FrameHashes.ToList().FindIndex(h => h is not { Length: HashDigits } || !h.All(char.IsAsciiHexDigitLower));
            if (at >= 0) return $"frame {at} of segment \"{ShownText.Short(segment.Id)}\" has no hash of {HashDigits} hexadecimal digits";
        }

        return null;
    }
}

/// <summary>Reads and writes references without reflection.</summary>
[JsonSerializable(typeof(GoldenReference))]
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class GoldenJsonContext : JsonSerializerContext;

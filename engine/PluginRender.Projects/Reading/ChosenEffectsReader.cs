using System.Collections.Immutable;
using System.Text;
using PluginRender.Projects.Json;
using PluginRender.Projects.Reading;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>
/// Reads effects that somebody outside chose for segments, as strictly as a project: <c>{ "segments": [{ "id": "a",
/// "effects": [{ "effect": "grade", "contrast": 1.1, "reason": "why" }] }] }</c>. Texts are not taken from there, since one may
/// be a path: parameters that are texts keep their defaults, and effects that need one are not offered.
/// </summary>
public sealed class ChosenEffectsReader
{
    /// <summary>The largest answer that is read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private const int MostReason = 300;
    private const string Form = "{ \"segments\": [{ \"id\": …, \"effects\": [ … ] }] }";

    private readonly IReadOnlyList<EffectDescriptor> effects;
    private readonly EffectReader effectReader;

    /// <param name="effects">The effects that are loaded.</param>
    public ChosenEffectsReader(IReadOnlyList<EffectDescriptor> effects)
    {
        this.effects = effects;
        Offered = [.. effects.Where(e => e.Parameters.All(p => !NamesFiles(p) || p.Default is not null))
            .Select(e => e with { Parameters = [.. e.Parameters.Where(p => !NamesFiles(p))] })];
        effectReader = new EffectReader(Offered, takesReasons: true);
    }

    /// <summary>The effects that may be chosen, with the parameters that may be given.</summary>
    public ImmutableArray<EffectDescriptor> Offered { get; }

    /// <summary>The effects of each segment.</summary>
    /// <param name="text">What somebody answered.</param>
    /// <param name="segments">The segments that were asked for; each must be there once.</param>
    /// <exception cref="InvalidInputException">It is something else; carries every problem.</exception>
    public IReadOnlyDictionary<string, ImmutableArray<ProjectEffect>> Read(string text, IReadOnlyCollection<string> segments)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(segments);
        var sink = new DiagnosticSink("answer");
        var start = new TextPosition(1, 1);
        var chosen = new Dictionary<string, ImmutableArray<ProjectEffect>>(StringComparer.Ordinal);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length > MaximumBytes) sink.Add(start, $"the answer has {utf8.Length} bytes", $"keep it within {MaximumBytes}");
        else if (PositionedJson.Read("answer", utf8) is not JsonObject root) sink.Add(start, "the answer is no object", $"give {Form}");
        else ReadSegments(root, segments, chosen, sink);
        if (sink.IsEmpty)
        {
            foreach (string missing in segments.Where(id => !chosen.ContainsKey(id))) sink.Add(start, $"segment \"{missing}\" is missing", "add it; its effects may be an empty array");
        }

        return sink.IsEmpty ? chosen : throw new InvalidInputException(sink.InFileOrder);
    }

    private void ReadSegments(JsonObject root, IReadOnlyCollection<string> segments, Dictionary<string, ImmutableArray<ProjectEffect>> chosen, DiagnosticSink sink)
    {
        var reader = new ObjectReader(root, "the answer", sink);
        JsonValue? list = reader.Required("segments", "[ … ]");
        reader.RefuseOthers();
        if (list is not JsonArray array)
        {
            if (list is not null) sink.WrongReference<string>(list, "the answer", "segments", "an array");
            return;
        }

        var asked = segments.ToHashSet(StringComparer.Ordinal);
        foreach (JsonValue item in array.Items)
        {
            if (item is JsonObject source) ReadSegment(source, asked, chosen, sink);
            else sink.Add(item.Position, $"a segment is {item.Description}", "give an object with \"id\" and \"effects\"");
        }
    }

    private void ReadSegment(JsonObject source, HashSet<string> asked, Dictionary<string, ImmutableArray<ProjectEffect>> chosen, DiagnosticSink sink)
    {
        var reader = new ObjectReader(source, "a segment", sink);
        JsonValue? idValue = reader.Required("id", "\"name\"");
        string? id = reader.Text(idValue, "id", "the id of a segment");
        if (id is not null) reader = reader.Named($"segment \"{ShownText.Short(id)}\"");
        JsonValue? list = reader.Required("effects", "[]");
        reader.RefuseOthers();
        if (id is not null && !asked.Contains(id)) sink.Add(idValue!.Position, $"{reader.Subject} was not asked for", "leave it out");
        if (list is not JsonArray array)
        {
            if (list is not null) sink.WrongReference<string>(list, reader.Subject, "effects", "an array of effects");
        }
        else if (array.Items.Count > ProjectReader.MaximumEffects)
        {
            sink.Add(array.Position, $"{reader.Subject}: \"effects\" has {array.Items.Count} items", $"give at most {ProjectReader.MaximumEffects}");
        }
        else if (id is not null)
        {
            ImmutableArray<ProjectEffect> read = effectReader.Read(array, reader.Subject, null, sink);
            if (!chosen.TryAdd(id, [.. read.Select(Whole)])) sink.Add(idValue!.Position, $"{reader.Subject} is there twice", "give it once");
        }
    }

    private static bool NamesFiles(ParameterDescriptor parameter) => parameter.Kind is ParameterKind.Text or ParameterKind.File;

    /// <summary>With the parameters that were not offered, and a reason that is safe to show.</summary>
    private ProjectEffect Whole(ProjectEffect chosen)
    {
        EffectDescriptor descriptor = effects.First(e => e.Id == chosen.Descriptor.Id);
        return new ProjectEffect(
            descriptor,
            [.. descriptor.Parameters.Select(p => NamesFiles(p) ? new NamedValue(p.Name, p.Default!) : chosen.Parameters.First(c => c.Name == p.Name))],
            string.IsNullOrWhiteSpace(chosen.Reason) ? null : ShownText.Short(chosen.Reason, MostReason));
    }
}

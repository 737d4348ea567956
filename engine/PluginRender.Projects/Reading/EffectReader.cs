using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects.Json;
using PluginRender.Sdk;

namespace PluginRender.Projects.Reading;

/// <summary>Reads the effects of a segment against the descriptors of the effects that exist.</summary>
/// <param name="known">The effects that exist.</param>
/// <param name="takesReasons">Whether each may have a <c>reason</c>, as a planner gives one.</param>
internal sealed class EffectReader(IReadOnlyList<EffectDescriptor> known, bool takesReasons = false)
{
    /// <param name="array">The effects.</param>
    /// <param name="segment">What messages call the segment.</param>
    /// <param name="folder">Where files are; null where none may be named.</param>
    /// <param name="sink">Takes what is wrong.</param>
    public ImmutableArray<ProjectEffect> Read(JsonArray array, string segment, ProjectFolder? folder, DiagnosticSink sink)
    {
        var effects = ImmutableArray.CreateBuilder<ProjectEffect>();
        for (int i = 0; i < array.Items.Count; i++)
        {
            if (array.Items[i] is not JsonObject source)
            {
                sink.Add(array.Items[i].Position, $"{segment}, effect {i} is {array.Items[i].Description}", "give an object with \"effect\": \"NAME\"");
                continue;
            }

            var reader = new ObjectReader(source, $"{segment}, effect {i}", sink);
            if (ReadDescriptor(reader, sink) is not { } descriptor) continue;
            if (descriptor.Access == PixelAccess.Source && i > 0)
            {
                sink.Add(
                    source.Position,
                    $"{segment}: \"{descriptor.Id}\" samples the source and stands at place {i + 1}",
                    "put it first, and use only one such effect in a segment");
            }

            if (ReadParameters(reader.Named($"{reader.Subject} ({descriptor.Id})"), descriptor, folder, sink) is { } effect) effects.Add(effect);
        }

        return effects.ToImmutable();
    }

    private EffectDescriptor? ReadDescriptor(ObjectReader reader, DiagnosticSink sink)
    {
        JsonValue? value = reader.Required("effect", "\"kenburns\"");
        string? id = reader.Text(value, "effect", "the name of an effect");
        if (id is null) return null;
        EffectDescriptor? descriptor = known.FirstOrDefault(e => e.Id == id);
        if (descriptor is not null) return descriptor;
        string? near = NearestName.Find(id, known.Select(e => e.Id));
        string remedy = near is not null ? $"did you mean \"{near}\"?"
            : known.Count == 0 ? "no effect plugin was found; see --plugins"
            : $"use one of {string.Join(", ", known.Select(e => e.Id).Order(StringComparer.Ordinal))}";
        sink.Add(value!.Position, $"{reader.Subject}: there is no effect {value.Description}", remedy);
        return null;
    }

    private ProjectEffect? ReadParameters(ObjectReader reader, EffectDescriptor descriptor, ProjectFolder? folder, DiagnosticSink sink)
    {
        ImmutableArray<NamedValue> values =
            [.. descriptor.Parameters.Select(p => new NamedValue(p.Name, ReadParameter(reader, p, folder, sink)!))];
        string? reason = takesReasons ? reader.Text(reader.Optional("reason"), "reason", "a sentence in quotes") : null;
        reader.RefuseOthers();
        return values.Any(v => v.Value is null) ? null : new ProjectEffect(descriptor, values, reason);
    }

    private static ParameterValue? ReadParameter(ObjectReader reader, ParameterDescriptor parameter, ProjectFolder? folder, DiagnosticSink sink)
    {
        string wanted = ParameterForm.Describe(parameter);
        JsonValue? value = parameter.Default is null ? reader.Required(parameter.Name, wanted) : reader.Optional(parameter.Name);
        if (value is null) return parameter.Default;
        if ((parameter.Kind, value) is (ParameterKind.File, JsonText path) && folder is not null)
            return folder.ResolveFile(path.Value, value.Position, $"{reader.Subject}, \"{parameter.Name}\"", sink) is { } file ? new ParameterValue.File(file) : null;
        ParameterValue? result = Convert(value, parameter);
        if (result is null)
        {
            (string problem, string remedy) = PlaceProblem(value, parameter) ?? ($"is {value.Description}", $"give {wanted}");
            sink.Add(value.Position, $"{reader.Subject}: \"{parameter.Name}\" {problem}", remedy);
        }

        return result;
    }

    private static ParameterValue? Convert(JsonValue value, ParameterDescriptor parameter) => (parameter.Kind, value) switch
    {
        (ParameterKind.Number, JsonNumber n) when Finite(n, out double d) && Within(d, parameter) => new ParameterValue.Number(d),
        (ParameterKind.Integer, JsonNumber n) when Whole(n, out long l) && Within(l, parameter) => new ParameterValue.Integer(l),
        (ParameterKind.Boolean, JsonLiteral { Value: { } b }) => new ParameterValue.Boolean(b),
        (ParameterKind.Text, JsonText t) => new ParameterValue.Text(t.Value),
        (ParameterKind.Choice, JsonText t) when parameter.Choices.Contains(t.Value) => new ParameterValue.Choice(t.Value),
        (ParameterKind.Color, JsonText t) when RgbColor.TryParse(t.Value, out RgbColor c) => new ParameterValue.Color(c),
        (ParameterKind.Focus, JsonText { Value: "center" }) => new ParameterValue.Focus(FocusPoint.Center),
        (ParameterKind.Focus, JsonText { Value: "subject" }) => new ParameterValue.Focus(FocusPoint.Subject),
        (ParameterKind.Focus, JsonArray { Items: [JsonNumber x, JsonNumber y] })
            when Finite(x, out double fx) && Finite(y, out double fy) && fx is >= 0 and <= 1 && fy is >= 0 and <= 1
            => new ParameterValue.Focus(FocusPoint.At(fx, fy)),
        (ParameterKind.Place, JsonText t) when PlaceForm.Of(t.Value) is { } place => new ParameterValue.Place(place),
        (ParameterKind.Place, JsonArray a) when Numbers(a) is { } numbers && PlaceForm.Of(numbers) is { } place => new ParameterValue.Place(place),
        _ => null,
    };

    private static (string Problem, string Remedy)? PlaceProblem(JsonValue value, ParameterDescriptor parameter)
        => (parameter.Kind, value) is (ParameterKind.Place, JsonArray array) && Numbers(array) is { } numbers ? PlaceForm.Problem(numbers) : null;

    /// <summary>Null when something else is among them.</summary>
    private static double[]? Numbers(JsonArray array)
    {
        var numbers = new double[array.Items.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (array.Items[i] is not JsonNumber number || !Finite(number, out numbers[i])) return null;
        }

        return numbers;
    }

    private static bool Finite(JsonNumber number, out double value)
        => double.TryParse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool Whole(JsonNumber number, out long value)
    {
        value = 0;
        if (!ObjectReader.TryDecimal(number.Raw, out decimal d) || d != decimal.Truncate(d) || d < long.MinValue || d > long.MaxValue) return false;
        value = (long)d;
        return true;
    }

    private static bool Within(double value, ParameterDescriptor parameter)
        => value >= parameter.Minimum && value <= parameter.Maximum;
}

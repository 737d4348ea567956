using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// A plan that is given to be rendered, reviewed and perhaps edited. What was chosen stands as it is; what it was chosen
/// with is this machine's, and what differs of that is said.
/// </summary>
/// <param name="Plan">The plan with its keys for here.</param>
/// <param name="Profile">The encoder settings' profile.</param>
/// <param name="Crf">Their rate factor.</param>
/// <param name="Differences">What is not as it was when the plan was made, in words: bytes may differ.</param>
public sealed record GivenPlan(RenderPlan Plan, OutputProfile Profile, double Crf, ImmutableArray<string> Differences)
{
    /// <param name="text">The file's text, as UTF-8.</param>
    /// <param name="effects">The effects that are loaded.</param>
    /// <param name="encoderLibrary">Versions of the encoding libraries here.</param>
    /// <param name="host">The host's assemblies here.</param>
    /// <exception cref="PlanException">It is no plan, or it cannot be rendered with the effects that are loaded.</exception>
    public static GivenPlan Read(ReadOnlyMemory<byte> text, IReadOnlyList<EffectDescriptor> effects, string encoderLibrary, ImmutableArray<HostAssembly> host)
    {
        RenderPlan given = PlanJson.ReadEdited(text);
        (OutputProfile profile, double crf, EncoderSettings encoder) = ProfileOf(given.Encoder, encoderLibrary);
        var differences = new List<string>();
        if (given.Encoder.Library != encoderLibrary) differences.Add($"the encoding libraries: {given.Encoder.Library} -> {encoderLibrary}");
        ImmutableArray<HostAssembly> here = HostAssembly.InOrder(host);
        differences.AddRange(here.Except(given.HostAssemblies).Select(a => $"{a.Name} was built from other sources"));
        ImmutableArray<PlannedSegment> segments = [.. given.Segments.Select((segment, s) => segment with
        {
            Effects = [.. segment.Effects.Select((effect, e) => Resolve(segment, effect, effects, string.Create(CultureInfo.InvariantCulture, $"$.segments[{s}].effects[{e}]"), differences))],
        })];
        CheckOrder(segments);
        RenderPlan plan = RenderPlanner.Rekeyed(given with { Encoder = encoder, HostAssemblies = here, Segments = segments });
        return new GivenPlan(plan, profile, crf, [.. differences.Distinct(StringComparer.Ordinal)]);
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, IReadOnlyList{EffectDescriptor}, string, ImmutableArray{HostAssembly})"/>
    public static GivenPlan Read(string text, IReadOnlyList<EffectDescriptor> effects, string encoderLibrary, ImmutableArray<HostAssembly> host)
        => Read(Encoding.UTF8.GetBytes(text), effects, encoderLibrary, host);

    private static PlannedEffect Resolve(PlannedSegment segment, PlannedEffect effect, IReadOnlyList<EffectDescriptor> loaded, string path, List<string> differences)
    {
        if (loaded.FirstOrDefault(d => d.Id == effect.Id) is not { } descriptor)
        {
            string? near = NearestName.Find(effect.Id, loaded.Select(d => d.Id));
            throw new PlanException($"{path}.effect", $"is \"{ShownText.Short(effect.Id)}\", which no loaded plugin has", near is null ? $"put plugin {ShownText.Short(effect.Plugin)} where --plugins says" : $"did you mean \"{near}\"?");
        }

        if (descriptor.Version != effect.Version)
            throw new PlanException($"{path}.version", $"is {ShownText.Short(effect.Version)}, and the {effect.Id} that is loaded is {descriptor.Version}", "plan the project again, or load the plugin that it was planned with");
        if (descriptor.PluginHash != effect.PluginHash) differences.Add($"plugin {descriptor.Plugin}: its files are others");
        PlannedEffect resolved = effect with
        {
            Plugin = descriptor.Plugin,
            PluginHash = descriptor.PluginHash,
            Access = descriptor.Access,
            Concurrency = descriptor.Concurrency,
            Determinism = descriptor.Determinism,
            Parameters = PlannedParameters.Check(effect, descriptor, path),
            UsesSubjectMask = descriptor.UsesSubjectMask,
        };
        MaskMember.CheckSamples(segment, resolved, path);
        return resolved;
    }

    private static void CheckOrder(ImmutableArray<PlannedSegment> segments)
    {
        foreach ((int s, PlannedSegment segment) in segments.Index())
        {
            foreach ((int e, PlannedEffect effect) in segment.Effects.Index().Skip(1))
            {
                if (effect.Access == PixelAccess.Source)
                    throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"$.segments[{s}].effects[{e}]"), $"is {effect.Id}, which samples the source", "put it first");
            }
        }
    }

    /// <summary>Encoder options are not taken from a file: they are those of a profile or they are refused.</summary>
    private static (OutputProfile Profile, double Crf, EncoderSettings Encoder) ProfileOf(EncoderSettings given, string library)
    {
        string rate = given.Options.FirstOrDefault(o => o.Name is "crf" or "qp").Value ?? "";
        if (double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double crf) && crf <= 51)
        {
            foreach (OutputProfile profile in Enum.GetValues<OutputProfile>())
            {
                foreach (EncoderSettings known in (EncoderSettings[])[EncoderSettings.X264(profile, crf, given.Threads, library), EncoderSettings.Nvenc(profile, crf, library)])
                {
                    if (known.Codec == given.Codec && known.Threads == given.Threads && known.GopFrames == given.GopFrames && known.Options.SequenceEqual(given.Options))
                        return (profile, crf, known);
                }
            }
        }

        throw new PlanException("$.encoder", "is not what a profile gives", "plan the project again with another \"profile\" or \"crf\"");
    }
}

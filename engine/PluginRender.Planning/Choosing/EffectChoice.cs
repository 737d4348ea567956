using System.Collections.Immutable;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>What a planner wants of a segment, before it is known whether the loaded effect can do so.</summary>
/// <param name="Effect">The effect's name.</param>
/// <param name="Parameters">Those that are not left at their defaults.</param>
/// <param name="Reason">Why, in words for the author.</param>
internal sealed record EffectChoice(string Effect, ImmutableArray<NamedValue> Parameters, string Reason);

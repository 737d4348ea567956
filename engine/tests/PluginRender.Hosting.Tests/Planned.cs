using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Hosting.Tests;

internal static class Planned
{
    public static EffectContext Context { get; } = new("intro", 32, 16, 10, new FrameRate(30, 1), 7, null);

    /// <summary>An effect as planned with its defaults, and the values given for others.</summary>
    public static PlannedEffect From(EffectDescriptor effect, params NamedValue[] values) => new(
        effect.Id, effect.Version, effect.Plugin, effect.PluginHash, effect.Access, effect.Concurrency, effect.Determinism, 7,
        [.. values, .. effect.Parameters.Where(p => p.Default is not null && values.All(v => v.Name != p.Name)).Select(p => new NamedValue(p.Name, p.Default!))]);
}

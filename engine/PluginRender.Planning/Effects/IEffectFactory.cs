using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Makes effects from a plan; implemented by what loads plugins.</summary>
public interface IEffectFactory
{
    /// <summary>Creates one effect for one segment and worker. The caller disposes it.</summary>
    /// <exception cref="EffectException">The plugin is not there, is another one than planned, or its constructor failed.</exception>
    Effect Create(PlannedEffect effect, EffectContext context);
}

/// <summary>An effect failed. Says which, where, and what can be done.</summary>
public sealed class EffectException(string segmentId, string effectId, string plugin, int? frame, string problem, Exception? inner = null)
    : Exception(ShownText.Line($"segment \"{segmentId}\": effect {effectId} of plugin {plugin}{(frame is { } f ? $", frame {f}" : "")}: {problem}"), inner)
{
    /// <summary>The segment.</summary>
    public string SegmentId { get; } = segmentId;

    /// <summary>The effect.</summary>
    public string EffectId { get; } = effectId;

    /// <summary>The plugin.</summary>
    public string Plugin { get; } = plugin;

    /// <summary>The frame within the segment; null while the effect was being created.</summary>
    public int? Frame { get; } = frame;

    /// <summary>How many frames before <see cref="Frame"/> it takes to happen.</summary>
    public int FramesBefore { get; init; }

    /// <summary>What happened, and what can be done.</summary>
    public string Problem { get; } = ShownText.Line(problem);
}

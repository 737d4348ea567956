using System.Collections.Immutable;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>Why a chunk would or would not be rendered.</summary>
/// <param name="IsCached">Whether the cache has it.</param>
/// <param name="Text">In words.</param>
internal sealed record ChunkExplanation(bool IsCached, string Text)
{
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">One of its chunks.</param>
    /// <param name="found">What the cache has of it.</param>
    /// <param name="last">The plan of the last render; null when there was none that can be read.</param>
    public static ChunkExplanation Of(RenderPlan plan, PlannedChunk chunk, ChunkFinding found, LastPlan? last)
    {
        ImmutableArray<string> changes = last?.ChangesOf(plan, chunk) ?? [];
        string changed = string.Join("; ", changes);
        bool isSame = last is not null && changes.IsEmpty;
        return (found, isSame) switch
        {
            ({ Record: not null }, _) => new(true, changes.IsEmpty ? "cached" : $"cached by an earlier render; since the last one changed: {changed}"),
            ({ Damage: { } damage }, true) => new(false, $"to render: nothing changed, but what the cache has of it cannot be used: {damage}"),
            (_, true) => new(false, "to render: nothing changed, but the cache does not have it: the last render did not finish it, or it was removed (--cache-size)"),
            _ when last is null => new(false, "to render: no render to compare with"),
            _ => new(false, $"to render: {changed}"),
        };
    }
}

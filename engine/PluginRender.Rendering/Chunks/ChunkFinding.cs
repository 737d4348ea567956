namespace PluginRender.Rendering;

/// <summary>What the store has of a chunk.</summary>
/// <param name="Record">The record of a chunk that is there and intact; null otherwise.</param>
/// <param name="Damage">What is wrong with what is there; null when nothing is wrong or nothing is there.</param>
public readonly record struct ChunkFinding(ChunkRecord? Record, string? Damage)
{
    /// <summary>There is nothing.</summary>
    public static ChunkFinding Missing => default;
}

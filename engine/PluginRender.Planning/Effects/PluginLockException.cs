using System.Collections.Immutable;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>Plugins are not those that were pinned. None of their code has run.</summary>
/// <param name="differences">Each says what differs, where, and what to do; at least one.</param>
/// <param name="isOnlyMissing">Whether things are missing and nothing else is wrong.</param>
public sealed class PluginLockException(ImmutableArray<string> differences, bool isOnlyMissing) : Exception(ShownText.Line(string.Join("; ", differences)))
{
    /// <summary>What differs, one line each.</summary>
    public ImmutableArray<string> Differences { get; } = differences;

    /// <summary>Whether nothing was changed or added.</summary>
    public bool IsOnlyMissing { get; } = isOnlyMissing;
}

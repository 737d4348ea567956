using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>Whether two neighbors are about different things, as far as their tags and texts tell.</summary>
internal static class TopicChange
{
    /// <summary>What differs, in words; null where they agree, or nothing is known of one of them.</summary>
    public static string? Between(SegmentScene before, SegmentScene after)
        => Of(before.Tags, after.Tags, "tags") ?? (HaveBoth(before.Tags, after.Tags) ? null : Of(before.Words, after.Words, "texts"));

    private static string? Of(ImmutableArray<string> before, ImmutableArray<string> after, string what)
        => HaveBoth(before, after) && !before.Intersect(after, StringComparer.Ordinal).Any()
            ? $"the {what} have nothing in common ({Show(before)} | {Show(after)})"
            : null;

    private static bool HaveBoth(ImmutableArray<string> before, ImmutableArray<string> after) => !before.IsEmpty && !after.IsEmpty;

    private static string Show(ImmutableArray<string> words) => string.Join(", ", words.Take(3));
}

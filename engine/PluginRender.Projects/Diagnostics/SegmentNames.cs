using System.Globalization;

namespace PluginRender.Projects;

/// <summary>Names the segments that a message is about.</summary>
public static class SegmentNames
{
    /// <summary>Such as <c>segment "beach"</c>, or <c>segment "beach" (and 2 more)</c>: a picture may be shown by hundreds.</summary>
    /// <param name="ids">At least one.</param>
    public static string Of(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        string first = $"segment \"{ShownText.Short(ids[0])}\"";
        return ids.Count == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {ids.Count - 1} more)");
    }
}

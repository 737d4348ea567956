namespace PluginRender.Rendering;

/// <summary>Says of a failure in the cache that it is the cache, and how to have another one.</summary>
/// <remarks>
/// By its message: what the base library and FFmpeg say of files names a path and knows no cache, and much of it comes from
/// worker processes as text.
/// </remarks>
public static class CacheFailure
{
    private const string Argument = "--cache";

    /// <summary>The message, with the advice where it is about the cache.</summary>
    /// <param name="message">Why something could not be read or written.</param>
    /// <param name="cache">The cache's folder.</param>
    /// <param name="advice">What to do.</param>
    public static string Explain(string message, string cache, string advice = "give another --cache=DIR, or set XDG_CACHE_HOME")
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(cache);
        cache = Path.TrimEndingDirectorySeparator(cache);
        if (message.Contains(Argument, StringComparison.Ordinal) || !Names(message, cache)) return message;
        return $"{message.TrimEnd('.')}; that is the cache, {cache}: {advice}";
    }

    private static bool Names(string message, string cache)
    {
        for (int at = message.IndexOf(cache, StringComparison.Ordinal); at >= 0; at = message.IndexOf(cache, at + 1, StringComparison.Ordinal))
        {
            // Not another folder that begins with the same name.
            int end = at + cache.Length;
            if (end == message.Length || message[end] is '/' or '\'' or '"' or ':' or ' ' or ';' or '.') return true;
        }

        return false;
    }
}

using System.Text;

namespace PluginRender.Build.Arguments;

/// <summary>What --output may be called: what can be told before a target is chosen.</summary>
internal static class OutputName
{
    private const string Video = ".mp4";
    private const string Picture = ".png";

    /// <summary>What is wrong with a path, after <c>--output=…: </c>; null for nothing.</summary>
    /// <param name="given">As it was given.</param>
    /// <param name="absolute">From the root on.</param>
    /// <param name="takesPictures">Whether the target writes PNG pictures too.</param>
    public static string? ProblemOf(string given, string absolute, bool takesPictures)
    {
        string what = takesPictures ? "MP4 videos, or PNG pictures" : "MP4 videos";
        if (given.Any(c => char.IsControl(c) || c == '\uFFFD')) return "a line break, another control character or what is not UTF-8 cannot be shown; give a name without";
        if (given.EndsWith('/')) return $"that is a folder; give the name of a file in it, such as {given}video.mp4";
        if (Path.GetFileName(given) is "." or ".." || (!Path.HasExtension(given) && Directory.Exists(absolute))) return $"that is a folder; give the name of a file in it, such as {Path.Combine(given, "video.mp4")}";
        if (given.StartsWith("~/", StringComparison.Ordinal)) return $"the shell takes ~ for the home folder only where a word begins with it; write --output=\"$HOME{given[1..]}\"";
        string name = Path.GetFileName(given), extension = Path.GetExtension(given);
        bool isWritten = extension.Equals(Video, StringComparison.OrdinalIgnoreCase) || (takesPictures && extension.Equals(Picture, StringComparison.OrdinalIgnoreCase));
        if (!isWritten) return $"{(extension.Length > 1 ? $"{extension} is not written" : "it has no extension")}, only {what} are; give {Path.GetFileNameWithoutExtension(name)}{Video}{Remedy(extension)}";
        return name.Length == extension.Length ? $"it has no name before {extension}; give one, such as video{extension}" : null;
    }

    /// <summary>Of a name whose bytes are more than file systems take; null when they are not.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? TooLong(string path)
    {
        // limits.h of Linux; the second counts a byte for the end.
        const int mostInName = 255, mostInPath = 4095;
        foreach (string part in path.Split('/'))
        {
            if (Encoding.UTF8.GetByteCount(part) is > mostInName and int bytes) return $"the name {part} has {bytes} bytes, and names may have {mostInName}";
        }

        return Encoding.UTF8.GetByteCount(path) is > mostInPath and int all ? $"the path {path} has {all} bytes, and paths may have {mostInPath}" : null;
    }

    private static string Remedy(string extension) => extension.ToLowerInvariant() switch
    {
        ".m4v" => ", and rename it afterwards where something wants .m4v: it is the same format",
        ".mkv" or ".mov" or ".webm" or ".avi" or ".gif" => $", and convert it to {extension} afterwards",
        _ => "",
    };
}

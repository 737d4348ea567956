using System.Globalization;

namespace PluginRender.Build.Rendering;

/// <summary>A video that was there before: a run that fails leaves it, and says that it is not its own.</summary>
/// <param name="File">As the user names it.</param>
/// <param name="Time">When it was written.</param>
internal sealed record EarlierVideo(string File, DateTimeOffset Time)
{
    /// <param name="given">The file that the user named.</param>
    /// <param name="target">Where it is.</param>
    /// <returns>Null where there is none.</returns>
    public static EarlierVideo? Find(string given, string target)
    {
        var file = new FileInfo(target);
        return file.Exists ? new EarlierVideo(given, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)) : null;
    }

    /// <summary>Such as <c>the video out.mp4 is of an earlier run (2026-01-31 12:00:00 UTC)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the video {File} is of an earlier run ({Time:yyyy-MM-dd HH:mm:ss} UTC)");
}

using PluginRender.Build.Running;
using PluginRender.Media;

namespace PluginRender.Build.Arguments;

/// <summary>Where the cache is without --cache.</summary>
/// <param name="Folder">The folder; need not exist.</param>
/// <param name="Warning">Why it is not where somebody may look for it; null where it is.</param>
public sealed record CachePlace(string Folder, string? Warning = null)
{
    private const string Name = "pluginrender";

    /// <summary>
    /// By the XDG Base Directory Specification: <c>$XDG_CACHE_HOME</c> where that is an absolute path, else <c>~/.cache</c>. In
    /// a container whose user has no home, or one that cannot be written, the temporary folder: a render needs no cache that
    /// outlives it.
    /// </summary>
    /// <param name="variable">What XDG_CACHE_HOME says.</param>
    /// <param name="home">The user's folder, which need not exist.</param>
    /// <param name="temporary">The folder for temporary files.</param>
    public static CachePlace Choose(string? variable, string? home, string temporary)
    {
        if (!string.IsNullOrEmpty(variable) && Path.IsPathRooted(variable)) return new CachePlace(Path.Combine(variable, Name));
        string? ignored = string.IsNullOrEmpty(variable) ? null : $"XDG_CACHE_HOME={variable} is no absolute path and is ignored";
        string folder = Path.Combine(Path.IsPathRooted(home) ? home : "/", ".cache", Name);
        if (WhyNot(home, folder) is not { } why || Private(temporary) is not { } instead) return new CachePlace(folder, ignored);
        string kept = $"the cache is in the folder for temporary files, since {why}; where it is to be kept, give --cache=DIR or set XDG_CACHE_HOME";
        return new CachePlace(instead, ignored is null ? kept : $"{ignored}; {kept}");
    }

    private static string? WhyNot(string? home, string folder)
    {
        if (string.IsNullOrEmpty(home)) return "HOME is not set";
        if (!Path.IsPathRooted(home)) return $"HOME={home} is no absolute path";
        if (!Directory.Exists(home)) return $"the home folder {home} does not exist";
        // One that may only be read is of use while all is in it.
        return Directory.Exists(folder) ? null : FolderProbe.WhyNotWritable(folder);
    }

    /// <summary>
    /// A folder of this user alone; null where it cannot be had. In a folder that all may write to, another user could have made
    /// it before, with chunks of theirs.
    /// </summary>
    private static string? Private(string temporary)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        // Known to the analyzer: permissions are for Unix.
        if (OperatingSystem.IsWindows()) return null;
        string folder = Path.Combine(temporary, $"{Name}-{FileStatus.User}");
        try
        {
            Directory.CreateDirectory(folder, own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return FileStatus.Of(folder, followsLink: false) is { Kind: FileKind.Folder } status && status.Owner == FileStatus.User
            && (status.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0 ? folder : null;
    }
}

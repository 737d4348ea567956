namespace PluginRender.Build.Arguments;

/// <summary>What the command line's defaults and relative paths depend on.</summary>
/// <param name="Paths">Where things are in the repository.</param>
/// <param name="InvocationFolder">Where the user is: what relative paths start from.</param>
/// <param name="CacheHome">The user's folder for caches.</param>
public sealed record Surroundings(RepositoryPaths Paths, string InvocationFolder, string CacheHome)
{
    /// <summary>Set by build.sh, which changes into the repository.</summary>
    public const string InvocationFolderVariable = "PLUGINRENDER_INVOCATION_FOLDER";

    /// <summary>Reads the environment, once.</summary>
    public static Surroundings OfThisProcess(RepositoryPaths paths)
    {
        string? cacheHome = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        // The XDG Base Directory Specification: a relative path is to be ignored.
        if (!Path.IsPathRooted(cacheHome))
            cacheHome = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        string? invocationFolder = Environment.GetEnvironmentVariable(InvocationFolderVariable);
        return new Surroundings(paths, string.IsNullOrEmpty(invocationFolder) ? Environment.CurrentDirectory : invocationFolder, cacheHome!);
    }
}

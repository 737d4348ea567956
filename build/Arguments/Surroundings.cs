namespace PluginRender.Build.Arguments;

/// <summary>What the command line's defaults and relative paths depend on.</summary>
/// <param name="Paths">Where things are in the repository.</param>
/// <param name="InvocationFolder">Where the user is: what relative paths start from.</param>
/// <param name="Cache">Where the cache is by default.</param>
public sealed record Surroundings(RepositoryPaths Paths, string InvocationFolder, CachePlace Cache)
{
    /// <summary>Set by build.sh, which changes into the repository.</summary>
    public const string InvocationFolderVariable = "PLUGINRENDER_INVOCATION_FOLDER";

    /// <summary>Reads the environment, once.</summary>
    public static Surroundings OfThisProcess(RepositoryPaths paths)
    {
        // Whether it exists or not: the default is an empty text for one that does not.
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        CachePlace cache = CachePlace.Choose(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), home, Path.GetTempPath());
        string? invocationFolder = Environment.GetEnvironmentVariable(InvocationFolderVariable);
        return new Surroundings(paths, string.IsNullOrEmpty(invocationFolder) ? Environment.CurrentDirectory : invocationFolder, cache);
    }
}

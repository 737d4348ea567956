namespace PluginRender.Projects;

/// <summary>Where paths lead once symlinks are followed.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Resolves symlinks in every component (.NET's own resolves only the last); null for a circle of links.</summary>
    /// <param name="path">An absolute path; what it names need not exist.</param>
    public static string? Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string resolved = "/";
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (int links = 0; pending.TryPop(out string? part);)
        {
            if (part == ".") continue;
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }

            string next = Path.Combine(resolved, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                resolved = next;
                continue;
            }

            if (++links > MostLinks) return null;
            if (target.StartsWith('/')) resolved = "/";
            foreach (string piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) pending.Push(piece);
        }

        return resolved;
    }

    /// <summary>Whether a resolved path lies below a resolved folder.</summary>
    public static bool IsBelow(string folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
    }
}

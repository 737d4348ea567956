using PluginRender.Projects.Reading;

namespace PluginRender.Projects;

/// <summary>The folder that a project's paths are relative to, and may not leave.</summary>
internal sealed class ProjectFolder
{
    private readonly bool allowOutside;

    public ProjectFolder(string file, bool allowOutside)
    {
        this.allowOutside = allowOutside;
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        Path = RealPath(folder) ?? folder;
    }

    /// <summary>Absolute, symlinks resolved.</summary>
    public string Path { get; }

    public ProjectSource.Image? Resolve(string relative, TextPosition position, string subject, DiagnosticSink sink)
    {
        string shown = $"\"{Json.JsonValue.Short(relative)}\"";
        if (IsNoPath(relative))
            return Refuse("is not a path", "give the path of a picture, relative to the project file");
        if (IsUrl(relative))
            return Refuse("is a URL", "download the picture and give its path");
        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));
        // Of the path without links: File.Exists is true for a link that leads nowhere.
        string? real = RealPath(full);
        if (real is null || !File.Exists(real))
            return Refuse(Directory.Exists(full) ? "is a folder" : "does not exist", $"put the picture at {full} or correct the path");
        if (LiesOutside(real))
            return Refuse("lies outside the project's folder", "move the picture below it, or give --allow-outside");
        return new ProjectSource.Image(System.IO.Path.GetRelativePath(Path, full), real, position);

        ProjectSource.Image? Refuse(string problem, string remedy)
        {
            sink.Add(position, $"{subject}: the source {shown} {problem}", remedy);
            return null;
        }
    }

    /// <summary>A file that detection needs. It need not exist: a missing model is not a mistake in the project.</summary>
    public ModelFile? ResolveModel(string relative, TextPosition position, string subject, DiagnosticSink sink)
    {
        string shown = $"\"{Json.JsonValue.Short(relative)}\"";
        if (IsNoPath(relative)) return Refuse("is not a path", "give the path of a file, relative to the project file");
        if (IsUrl(relative)) return Refuse("is a URL", "download the file and give its path");
        if (RealPath(System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative))) is not { } real)
            return Refuse("is a link to itself", "correct the link");
        return LiesOutside(real)
            ? Refuse("lies outside the project's folder", "move the file below it, or give --allow-outside")
            : new ModelFile(relative, real, position);

        ModelFile? Refuse(string problem, string remedy)
        {
            sink.Add(position, $"{subject}: the file {shown} {problem}", remedy);
            return null;
        }
    }

    private static bool IsNoPath(string relative) => relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal);

    private static bool IsUrl(string relative)
        => relative.IndexOf(':', StringComparison.Ordinal) is > 1 and int colon && relative[..colon].All(char.IsAsciiLetterOrDigit);

    private bool LiesOutside(string real) => !allowOutside && !real.StartsWith(Path.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Resolves symlinks in every component (.NET's own resolves only the last); null for a circle of links.</summary>
    private static string? RealPath(string path)
    {
        string resolved = "/";
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (int links = 0; pending.TryPop(out string? part);)
        {
            if (part == ".") continue;
            if (part == "..")
            {
                resolved = System.IO.Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }

            string next = System.IO.Path.Combine(resolved, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                resolved = next;
                continue;
            }

            if (++links > 40) return null;
            if (target.StartsWith('/')) resolved = "/";
            foreach (string piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) pending.Push(piece);
        }

        return resolved;
    }
}

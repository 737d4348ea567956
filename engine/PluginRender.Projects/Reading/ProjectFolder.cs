using PluginRender.Projects.Reading;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>The folder that a project's paths are relative to, and may not leave.</summary>
internal sealed class ProjectFolder
{
    private readonly string file;
    private readonly bool allowOutside;

    public ProjectFolder(string file, bool allowOutside)
    {
        this.allowOutside = allowOutside;
        this.file = System.IO.Path.GetFullPath(file);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        Path = RealPath.Of(folder) ?? folder;
    }

    /// <summary>Absolute, symlinks resolved.</summary>
    public string Path { get; }

    public ProjectSource.Image? Resolve(string relative, TextPosition position, string subject, DiagnosticSink sink)
    {
        string shown = $"\"{ShownText.Short(relative)}\"";
        if (IsNoPath(relative))
            return Refuse("is not a path", "give the path of a picture, relative to the project file");
        if (IsUrl(relative))
            return Refuse("is a URL", "download the picture and give its path");
        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));
        // Of the path without links: File.Exists is true for a link that leads nowhere.
        string? real = RealPath.Of(full);
        if (real is null || !File.Exists(real))
            return Refuse(Directory.Exists(full) ? "is a folder" : "does not exist", BesideLinkedFile(relative) ?? $"put the picture at {ShownText.Short(full, 500)} or correct the path");
        if (LiesOutside(real))
            return Refuse("lies outside the project's folder", "move the picture below it, or give --allow-outside");
        return new ProjectSource.Image(System.IO.Path.GetRelativePath(Path, full), real, position);

        ProjectSource.Image? Refuse(string problem, string remedy)
        {
            sink.Add(position, $"{subject}: the source {shown} {problem}", remedy);
            return null;
        }
    }

    /// <summary>A file that an effect reads, relative to the folder and not yet hashed. It need not exist, like a model.</summary>
    public FileReference? ResolveFile(string relative, TextPosition position, string subject, DiagnosticSink sink)
        => ResolveModel(relative, position, subject, sink) is null
            ? null
            : new FileReference(System.IO.Path.GetRelativePath(Path, System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative))).Replace('\\', '/'), "");

    /// <summary>A file that detection needs. It need not exist: a missing model is not a mistake in the project.</summary>
    public ModelFile? ResolveModel(string relative, TextPosition position, string subject, DiagnosticSink sink)
    {
        string shown = $"\"{ShownText.Short(relative)}\"";
        if (IsNoPath(relative)) return Refuse("is not a path", "give the path of a file, relative to the project file");
        if (IsUrl(relative)) return Refuse("is a URL", "download the file and give its path");
        if (RealPath.Of(System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative))) is not { } real)
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

    /// <summary>What to do where the project file is a link, and the picture lies beside what it leads to; null where that is not so.</summary>
    private string? BesideLinkedFile(string relative)
    {
        if (new FileInfo(file).LinkTarget is null || RealPath.Of(file) is not { } real) return null;
        return File.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(real)!, relative))
            ? $"give --project={ShownText.Short(real, 500)}: the project file is a symbolic link, and pictures are looked for beside the link"
            : null;
    }

    private static bool IsNoPath(string relative) => relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal);

    private static bool IsUrl(string relative)
        => relative.IndexOf(':', StringComparison.Ordinal) is > 1 and int colon && relative[..colon].All(char.IsAsciiLetterOrDigit);

    private bool LiesOutside(string real) => !allowOutside && !RealPath.IsBelow(Path, real);
}

using PluginRender.Build.Arguments;
using PluginRender.Build.Running;
using PluginRender.Media;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>
/// The file that --output names, and what a target writes beside it, looked at before anything is rendered: what would be
/// refused at the end is refused at the beginning.
/// </summary>
internal sealed class OutputPlace
{
    private readonly string given;
    private readonly string elsewhere;

    /// <param name="given">The absolute path that the user gave.</param>
    /// <param name="argument">The argument that gives another.</param>
    public OutputPlace(string given, string argument = "--output=FILE") => (this.given, elsewhere) = (given, "give another " + argument);

    /// <summary>Where a file's contents go: to what a symbolic link leads to, or to the file itself.</summary>
    /// <param name="given">An absolute path.</param>
    public static string TargetOf(string given) => FileStatus.Of(given, followsLink: false)?.Kind == FileKind.Link ? RealPath.Of(given) ?? given : given;

    /// <summary>Looks at everything that a target is going to write.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="file">What is written through a link: the file that the user gave; null where only others are written.</param>
    /// <param name="beside">The others, which replace what has their names.</param>
    /// <exception cref="TaskFailedException">One of them cannot be written.</exception>
    /// <exception cref="DiskFullException">There is no room for a name.</exception>
    public void Examine(string project, string? file, params IReadOnlyList<string> beside)
    {
        string[] all = file is null ? [.. beside] : [file, .. beside];
        foreach (string path in all) CheckLength(path);
        foreach (string path in all) CheckIsNot(path, project, "the project file");
        foreach (string folder in all.Select(path => Path.GetDirectoryName(path)!).Distinct()) CheckFolder(folder);
        if (file is not null) CheckFile(file);
        foreach (string path in beside) CheckReplaceable(path, FileStatus.Of(path, followsLink: false));
    }

    /// <summary>Looks whether a picture of the project would be written over.</summary>
    /// <param name="project">The project.</param>
    /// <param name="file">What is going to be written.</param>
    /// <exception cref="TaskFailedException">It would.</exception>
    public void CheckSources(RenderProject project, string file)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (ProjectSegment segment in project.Segments)
        {
            if (segment.Source is ProjectSource.Image image) CheckIsNot(file, image.AbsolutePath, $"the picture of segment \"{segment.Id}\"");
        }
    }

    private void CheckLength(string path)
    {
        // While it is written it has a name that may be longer than a short one.
        string longest = Path.Combine(Path.GetDirectoryName(path)!, new string('x', TemporaryFile.LongestName));
        string? problem = OutputName.TooLong(path) ?? (OutputName.TooLong(longest) is null ? null : $"the folder of {path} leaves no room for names");
        if (problem is not null) throw new TaskFailedException(ExitCode.WrongArguments, $"{problem}; {elsewhere.Replace("another", "a shorter", StringComparison.Ordinal)}");
    }

    private void CheckIsNot(string path, string precious, string what)
    {
        if (RealPath.Of(path) is not { } real || real != RealPath.Of(precious)) return;
        throw new TaskFailedException(ExitCode.WrongArguments, $"{path} is {what}, and would be written over; {elsewhere}");
    }

    private void CheckFolder(string folder)
    {
        try
        {
            if (FolderProbe.WhyNotWritable(folder) is { } why) throw Refused(why, ", in a folder that you may write to");
        }
        catch (DiskFullException e)
        {
            throw new DiskFullException(given, e);
        }
    }

    private void CheckFile(string file)
    {
        FileStatus? status = FileStatus.Of(file, followsLink: false);
        if (status?.Kind != FileKind.Link)
        {
            CheckReplaceable(file, status);
            return;
        }

        if (RealPath.Of(file) is not { } target) throw Refused($"{file} is a symbolic link that leads to itself", "remove it, or ");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw Refused($"{file} is a symbolic link to {target}, and there is no such folder", "make it, or ");
        // As the kernel has it with links that it follows itself (fs.protected_symlinks).
        if (IsOthersInASharedFolder(file, status, UnixFileMode.OtherWrite)) throw Refused($"{file} is another user's symbolic link, in a folder that all may write to", "");
        if (FolderProbe.WhyNotWritable(folder) is { } why) throw Refused($"{file} is a symbolic link to {target}, and {why}", "");
        CheckReplaceable(target, FileStatus.Of(target, followsLink: false));
    }

    /// <summary>Whether a name can be given to another file.</summary>
    private void CheckReplaceable(string file, FileStatus? status)
    {
        if (status is null) return;
        string led = file == given || Path.GetDirectoryName(file) == Path.GetDirectoryName(given) ? "" : $", which {given} leads to,";
        if (status.Kind == FileKind.Folder)
        {
            string name = file == given ? $"give the name of a file in it, such as --output={Path.Combine(given, "video.mp4")}" : $"move it away, or {elsewhere}";
            throw new TaskFailedException(ExitCode.InputOutput, $"{file}{led} is a folder, and a file of that name is to be written; {name}");
        }

        if (status.Kind == FileKind.Special) throw Refused($"{file}{led} is a device, a pipe or a socket, and a video is written to a file", "");
        if (status.IsFixed) throw Refused($"{file}{led} is marked as immutable or append-only", "take the mark away with chattr -i -a, or ");
        if (status.IsMountPoint) throw Refused($"{file}{led} is mounted there by itself, and cannot be replaced", "mount its folder instead, or ");
        if (IsOthersInASharedFolder(file, status, UnixFileMode.None)) throw Refused($"{file}{led} is another user's, in a folder where only the owner may replace it", "");
    }

    /// <summary>In a folder with the sticky bit, such as /tmp, nobody can replace another user's files.</summary>
    private static bool IsOthersInASharedFolder(string file, FileStatus status, UnixFileMode further)
    {
        UnixFileMode shared = UnixFileMode.StickyBit | further;
        return (FileStatus.User != 0 || further != UnixFileMode.None) && status.Owner != FileStatus.User && FileStatus.Of(Path.GetDirectoryName(file)!, followsLink: true) is { } folder
            && (folder.Mode & shared) == shared && folder.Owner != (further == UnixFileMode.None ? FileStatus.User : status.Owner);
    }

    private TaskFailedException Refused(string problem, string remedy)
    {
        string subject = problem.StartsWith(given + " ", StringComparison.Ordinal) ? "" : $"{given} cannot be written: ";
        return remedy.StartsWith(',')
            ? new TaskFailedException(ExitCode.InputOutput, $"{subject}{problem}; {elsewhere}{remedy}")
            : new TaskFailedException(ExitCode.InputOutput, $"{subject}{problem}; {remedy}{elsewhere}");
    }
}

using System.Globalization;
using PluginRender.Build.Running;

namespace PluginRender.Build.Doctor;

/// <summary>Whether what renders write to can be written to, and how much room there is.</summary>
/// <param name="cache">The chunk cache.</param>
/// <param name="output">Where the video goes.</param>
internal sealed class FoldersExamination(string cache, string output) : IExamination
{
    /// <summary>A few minutes of video with its chunks; below it a render may well end for want of room.</summary>
    private const long LittleBytes = 2L << 30;

    public IEnumerable<Finding> Examine() =>
    [
        Look("cache", cache, "chown -R $USER", "give another --cache=DIR"),
        Look("output", output, "chown $USER", "give another --output=FILE"),
        Look("temporary", Path.TrimEndingDirectorySeparator(Path.GetTempPath()), "chmod 1777", "set TMPDIR to another folder"),
    ];

    /// <param name="subject">What the folder is for.</param>
    /// <param name="folder">The folder, which need not be there.</param>
    /// <param name="permission">The command that lets the user write to it where it is.</param>
    /// <param name="elsewhere">How to use another one.</param>
    private static Finding Look(string subject, string folder, string permission, string elsewhere)
    {
        // A render makes what is missing, in what is there.
        string there = FolderProbe.Existing(folder);
        string shown = there == folder ? folder : $"{folder} (to be made in {there})";
        if (!Directory.Exists(there)) return new Finding(subject, $"{shown}: {there} is no folder", elsewhere, ExitCode.InputOutput);
        if (FolderProbe.Refusal(there) is { } refusal)
        {
            // What lies above a folder is others' too, and stays theirs.
            string allow = there == folder ? $"{permission} {Quoted(folder)}" : $"install -d -o $USER {Quoted(folder)}";
            return new Finding(subject, $"{shown} cannot be written to: {refusal.Text}", $"sudo {allow}, or, where the disk itself is read-only, {elsewhere}", ExitCode.InputOutput);
        }

        long free = new DriveInfo(there).AvailableFreeSpace;
        string text = string.Create(CultureInfo.InvariantCulture, $"{shown}, {free / (double)(1L << 30):0.0} GiB free");
        return free >= LittleBytes ? new Finding(subject, text) : new Finding(subject, text, $"free some there, see df -h {Quoted(there)}, or {elsewhere}");
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.References;

/// <summary>The folder that a reference lies in: what to compare with, and after a difference what was received.</summary>
internal sealed class GoldenFolder(string folder, IFolderFlush folders)
{
    /// <summary>Far more than an hour of video needs.</summary>
    private const long MaximumBytes = 64 << 20;

    private static readonly string[] Received = ["frame-*-expected.png", "frame-*-received.png", "frame-*-difference.png", "golden.json", "plan.json"];

    /// <summary>Hashes, codec parameters, and what kind of video it is.</summary>
    public string ReferenceFile => Path.Combine(folder, "golden.json");

    /// <summary>The plan of the reference.</summary>
    public string PlanFile => Path.Combine(folder, "plan.json");

    /// <summary>All frames of the reference without loss. Everything but figures and pictures of a difference does without.</summary>
    public string FramesFile => Path.Combine(folder, "frames.mp4");

    /// <summary>Where what was received goes, when it is not what was expected.</summary>
    public string ReceivedFolder => Path.Combine(folder, "received");

    /// <summary>Whether there are frames to compare with.</summary>
    public bool HasFrames => File.Exists(FramesFile);

    public bool HasReference => File.Exists(ReferenceFile);

    /// <exception cref="TaskFailedException">There is no reference, or it is damaged.</exception>
    public GoldenReference Read()
    {
        var info = new FileInfo(ReferenceFile);
        if (!info.Exists) throw new TaskFailedException(ExitCode.Missing, $"{ReferenceFile}: there is no reference yet; --accept makes one from the project as it renders now");
        if (info.Length is 0 or > MaximumBytes) throw Damaged(ReferenceFile, string.Create(CultureInfo.InvariantCulture, $"it has {info.Length} bytes"));
        try
        {
            return GoldenJson.Read(File.ReadAllBytes(ReferenceFile));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(ReferenceFile, e.Message, e);
        }
    }

    /// <summary>The reference's plan.</summary>
    /// <exception cref="TaskFailedException">It is missing or damaged.</exception>
    public LastPlan ReadPlan()
    {
        if (!File.Exists(PlanFile)) throw Damaged(PlanFile, "there is no such file");
        try
        {
            return LastPlan.Read(File.ReadAllText(PlanFile, Encoding.UTF8));
        }
        catch (PlanException e)
        {
            throw Damaged(PlanFile, e.Message, e);
        }
    }

    /// <exception cref="TaskFailedException">The frames are not those of the reference.</exception>
    public void CheckFrames(GoldenReference reference)
    {
        if (HasFrames && Describe(FramesFile) != reference.Frames)
            throw Damaged(FramesFile, $"its SHA-256 is not the one in {Path.GetFileName(ReferenceFile)}; it is damaged, or of another reference");
    }

    /// <summary>Writes a reference; what names the others comes last, so that one that is cut short is noticed.</summary>
    /// <param name="reference">What to write.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="frames">The file with its frames; moved.</param>
    public void Accept(GoldenReference reference, RenderPlan plan, string frames)
    {
        DurableFile.CreateFolder(folder, folders);
        // It may come from another file system.
        string beside = TemporaryFile.Beside(FramesFile);
        File.Move(frames, beside, overwrite: true);
        DurableFile.Flush(beside);
        DurableFile.Rename(beside, FramesFile, folders);
        DurableFile.Write(PlanFile, text => PlanJson.Write(plan, text), folders);
        DurableFile.Write(ReferenceFile, GoldenJson.Write(reference), folders);
    }

    /// <summary>Writes what was received beside the reference, in the same form.</summary>
    public void WriteReceived(GoldenReference received, RenderPlan plan)
    {
        DurableFile.CreateFolder(ReceivedFolder, folders);
        DurableFile.Write(Path.Combine(ReceivedFolder, "golden.json"), GoldenJson.Write(received), folders);
        DurableFile.Write(Path.Combine(ReceivedFolder, "plan.json"), text => PlanJson.Write(plan, text), folders);
    }

    /// <summary>Removes what an earlier run received, and nothing else that may lie there.</summary>
    public void RemoveReceived()
    {
        if (!Directory.Exists(ReceivedFolder)) return;
        foreach (string file in Received.SelectMany(pattern => Directory.EnumerateFiles(ReceivedFolder, pattern))) File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(ReceivedFolder).Any()) Directory.Delete(ReceivedFolder);
    }

    /// <summary>What identifies a file of frames.</summary>
    public static GoldenFile Describe(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return new GoldenFile(Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }

    private static TaskFailedException Damaged(string file, string problem, Exception? inner = null)
        => new(ExitCode.BadInput, $"{file}: {problem}; take it from version control again, or make the reference anew with --accept", inner);
}

using System.Security.Cryptography;
using System.Text;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// The plan that each project was last rendered by, kept beside the chunks: what its chunks' keys were made of. Not the plan
/// beside the video, which the target Plan writes too.
/// </summary>
/// <param name="store">Where the chunks are.</param>
public sealed class RenderHistory(ChunkStore store)
{
    /// <summary>Notes that a render begins.</summary>
    /// <param name="projectFile">The project file, an absolute path.</param>
    /// <param name="plan">What is rendered.</param>
    public void Note(string projectFile, RenderPlan plan)
    {
        string file = FileOf(projectFile);
        // A render of what has not changed forces nothing to the disk for it.
        if (ComparedStream.Has(file, text => PlanJson.Write(plan, text))) return;
        DurableFile.CreateFolder(Path.GetDirectoryName(file)!, store.Folders);
        DurableFile.Write(file, text => PlanJson.Write(plan, text), store.Folders);
    }

    /// <summary>Whether a file is, byte for byte, the plan that the project was last rendered by.</summary>
    public bool IsLast(string projectFile, string planFile) => ComparedStream.Has(FileOf(projectFile), text =>
    {
        using FileStream plan = File.OpenRead(planFile);
        plan.CopyTo(text);
    });

    /// <summary>The last plan; null when the project was never rendered with this store.</summary>
    /// <exception cref="PlanException">There is one that cannot be read.</exception>
    public LastPlan? Find(string projectFile)
    {
        string file = FileOf(projectFile);
        return File.Exists(file) ? LastPlan.Read(File.ReadAllText(file)) : null;
    }

    private string FileOf(string projectFile)
        => Path.Combine(store.Folder, "renders", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(projectFile))) + ".json");
}

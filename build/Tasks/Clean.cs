using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>Removes what was built, but neither what is running nor what was rendered.</summary>
[TaskName(nameof(Clean)), TaskDescription("Removes what was built; keeps what was rendered.")]
public sealed class Clean : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string running = Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!;
        string bin = Path.Combine(context.Paths.Artifacts, "bin");
        // Cake's folder holds the compiled launcher. Its stamp goes, so the next start builds again.
        string[] kept = [bin, running, context.Paths.Renders, Path.Combine(context.Paths.Artifacts, "cake")];
        foreach (string folder in Subfolders(context.Paths.Artifacts).Concat(Subfolders(bin)).Except(kept))
        {
            Directory.Delete(folder, recursive: true);
            context.Information($"[clean] {Path.GetRelativePath(context.Paths.Root, folder)}");
        }
    }

    private static string[] Subfolders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
}

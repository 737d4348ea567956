using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>What a reproduction needs besides the plan.</summary>
/// <param name="ProjectFolder">What the plan's pictures are relative to.</param>
/// <param name="Profile">The project's profile.</param>
/// <param name="Crf">The project's quality.</param>
/// <param name="Runtime">The dotnet command.</param>
/// <param name="Worker">PluginRender.Worker.dll.</param>
/// <param name="PluginFolders">Where plugins are.</param>
/// <param name="ChunkTimeout">How long a frame may take.</param>
/// <param name="MemoryBytes">The memory of the render.</param>
public sealed record ReproductionSources(
    string ProjectFolder, OutputProfile Profile, double Crf, string Runtime, string Worker, IReadOnlyList<string> PluginFolders, TimeSpan ChunkTimeout, long MemoryBytes);

/// <summary>
/// Leaves, for each failure of an effect, a folder from which it can be seen again in one frame: the frozen plan of its
/// segment, the segment as a project, what it reads, and the command.
/// </summary>
/// <param name="folder">Beside the report; there only when something failed.</param>
/// <param name="sources">What it is made from.</param>
public sealed class FaultReproductions(string folder, ReproductionSources sources)
{
    private const string PlanFile = "plan.json";
    private const string CommandFile = "reproduce.sh";

    /// <summary>Where the reproductions of a render stand, by its report.</summary>
    public static string FolderOf(string output) => Path.ChangeExtension(output, ".faults");

    /// <summary>Removes what earlier renders have left, and nothing else.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string one in Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, CommandFile)) && File.Exists(Path.Combine(d, PlanFile))))
            Directory.Delete(one, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    /// <summary>Leaves the reproduction of a failure; the command's file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public string Leave(RenderPlan plan, EffectException failure)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(failure);
        int frame = failure.Frame ?? 0;
        (RenderPlan only, int chunk) = RenderPlanner.OnlyFrame(plan, failure.SegmentId, frame, failure.FramesBefore);
        string place = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{failure.SegmentId}-{failure.EffectId}-{frame}"));
        Directory.CreateDirectory(place);
        if (only.Segments[0].Source is PlannedSource.Picture picture)
        {
            string copy = "source" + Path.GetExtension(picture.Path);
            File.Copy(Path.Combine(sources.ProjectFolder, picture.Path), Path.Combine(place, copy), overwrite: true);
            only = only with { Segments = [only.Segments[0] with { Source = picture with { Path = copy } }] };
        }

        only = only with { Segments = [only.Segments[0] with { Effects = [.. only.Segments[0].Effects.Select(e => e with { Parameters = Copied(e.Parameters, place) })] }] };
        File.WriteAllBytes(Path.Combine(place, PlanFile), Encoding.UTF8.GetBytes(PlanJson.Write(only)));
        File.WriteAllBytes(Path.Combine(place, "project.json"), SegmentProject.Write(only, sources.Profile, sources.Crf));
        string command = Path.Combine(place, CommandFile);
        File.WriteAllBytes(command, Encoding.UTF8.GetBytes(Command(failure, frame, chunk)));
        return command;
    }

    /// <summary>The files that effects read, beside the plan.</summary>
    private ImmutableArray<NamedValue> Copied(ImmutableArray<NamedValue> parameters, string place) => [.. parameters.Select(p =>
    {
        if (p.Value is not ParameterValue.File { Value: var file }) return p;
        string copy = file.Sha256[..16] + Path.GetExtension(file.Path);
        File.Copy(Path.Combine(sources.ProjectFolder, file.Path), Path.Combine(place, copy), overwrite: true);
        return p with { Value = new ParameterValue.File(file with { Path = copy }) };
    })];

    private string Command(EffectException failure, int frame, int chunk) => string.Create(CultureInfo.InvariantCulture, $"""
        #!/bin/sh
        # Frame {frame} of segment "{failure.SegmentId}" alone, where effect {failure.EffectId} of plugin {failure.Plugin} failed:
        # {failure.Problem.ReplaceLineEndings(" ")}
        # project.json is the same segment, to be rendered whole or changed.
        cd "$(dirname "$0")" && exec {Quoted(sources.Runtime)} exec {Quoted(sources.Worker)} frame --plan={PlanFile} --index={chunk} \
          --project-folder=. --plugins={Quoted(string.Join(';', sources.PluginFolders))} \
          --chunk-timeout={sources.ChunkTimeout.TotalSeconds} --memory={sources.MemoryBytes >> 20}

        """);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using Cake.Frosting;
using PluginRender.Build.Arguments;
using PluginRender.Build.Doctor;

namespace PluginRender.Build.Tasks;

/// <summary>Says what this machine offers, and what to do about what it lacks.</summary>
[TaskName("Doctor"), TaskDescription("Says what this machine offers (.NET, cores, memory, workers, FFmpeg, plugins, folders, where models run), and what to do about what it lacks.")]
public sealed class DoctorTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Finding[] findings = [.. Examinations(context).SelectMany(examination => examination.Examine())];
        int width = findings.Max(finding => finding.Subject.Length);
        foreach (Finding finding in findings)
        {
            context.Told.Write("doctor", $"{finding.Subject.PadRight(width)}  {finding.Text}");
            if (finding.Remedy is not null) context.Told.Write("doctor", $"{new string(' ', width)}  -> {finding.Remedy}");
        }

        if (findings.FirstOrDefault(finding => finding.Prevents is not null) is { } first)
            throw new TaskFailedException(first.Prevents!.Value, $"{first.Subject}: {first.Text}; {first.Remedy}");
    }

    private static IEnumerable<IExamination> Examinations(BuildContext context)
    {
        RenderArguments render = context.CommandLine.Render;
        long? budget = render.MemoryGib is { } gib ? (long)(gib * (1L << 30)) : null;
        return
        [
            new SystemExamination(), new MemoryExamination(), new WorkersExamination(budget), new FFmpegExamination(), new PictureLibrariesExamination(),
            new PluginsExamination(render.PluginFolders), new FoldersExamination(render.CacheFolder, Path.GetDirectoryName(render.OutputFile)!),
            new ModelsExamination(context.Paths),
        ];
    }
}

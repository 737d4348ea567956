using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Doctor;

namespace PluginRender.Build.Tasks;

/// <summary>Says what this machine offers.</summary>
[TaskName("Doctor"), TaskDescription("Says what this machine offers: .NET, cores, memory, workers, FFmpeg, where models run.")]
public sealed class DoctorTask : FrostingTask<BuildContext>
{
    private static readonly IExamination[] Examinations = [new SystemExamination(), new MemoryExamination(), new WorkersExamination(), new FFmpegExamination()];

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        Finding[] findings = [.. Examinations.Append(new ModelsExamination(context.Paths)).SelectMany(examination => examination.Examine())];
        int width = findings.Max(finding => finding.Subject.Length);
        foreach (Finding finding in findings)
            context.Information($"[doctor] {finding.Subject.PadRight(width)}  {finding.Text}");
        if (findings.FirstOrDefault(finding => finding.Remedy is not null) is { } missing)
            throw new TaskFailedException(ExitCode.Missing, $"{missing.Subject}: {missing.Text}; {missing.Remedy}");
    }
}

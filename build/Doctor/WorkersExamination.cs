using System.Globalization;
using PluginRender.Rendering;

namespace PluginRender.Build.Doctor;

/// <summary>The workers that renders of usual sizes would get here, and why not more.</summary>
internal sealed class WorkersExamination : IExamination
{
    /// <summary>A photograph of 2880x1620.</summary>
    private const long SourceBytes = 2880 * 1620 * 4;

    /// <summary>What the table in the README has columns for.</summary>
    public static readonly (string Name, int Width, int Height, bool LooksAhead)[] Usual =
    [
        ("1920x1080 draft", 1920, 1080, false), ("1920x1080 delivery", 1920, 1080, true),
        ("3840x2160 draft", 3840, 2160, false), ("3840x2160 delivery", 3840, 2160, true),
    ];

    /// <summary>The workers of a long video of such a size.</summary>
    public static WorkerAdmission Admit((string Name, int Width, int Height, bool LooksAhead) video, int cores, long budgetBytes)
        => WorkerAdmission.For(cores, budgetBytes, WorkerMemory.Of(video.Width, video.Height, video.LooksAhead, inProcess: true) + SourceBytes, int.MaxValue, null);

    public IEnumerable<Finding> Examine()
    {
        foreach (var video in Usual)
        {
            WorkerAdmission admission = Admit(video, Environment.ProcessorCount, MemoryLimit.OfThisProcess().DefaultBudgetBytes);
            yield return new Finding("workers", string.Create(CultureInfo.InvariantCulture,
                $"{admission.Workers} for {video.Name}, {admission.Reason}; {admission.PredictedBytes >> 20} MiB expected"));
        }
    }
}

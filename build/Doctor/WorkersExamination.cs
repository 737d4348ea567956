using System.Globalization;
using PluginRender.Rendering;

namespace PluginRender.Build.Doctor;

/// <summary>The workers that renders of usual sizes would get here, and why not more.</summary>
/// <param name="budgetBytes">The memory that a render may take; null for the default.</param>
internal sealed class WorkersExamination(long? budgetBytes = null) : IExamination
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
    {
        MemoryPrediction memory = WorkerMemory.Of(video.Width, video.Height, video.LooksAhead, inProcess: true);
        return WorkerAdmission.For(cores, budgetBytes, memory with { WorkerBytes = memory.WorkerBytes + SourceBytes }, int.MaxValue, null);
    }

    public IEnumerable<Finding> Examine()
    {
        long budget = budgetBytes ?? MemoryLimit.OfThisProcess().DefaultBudgetBytes;
        foreach (var video in Usual)
        {
            WorkerAdmission admission = Admit(video, Environment.ProcessorCount, budget);
            string text = string.Create(CultureInfo.InvariantCulture,
                $"{admission.Workers} for {video.Name}, {admission.Reason}; {admission.PredictedBytes >> 20} MiB expected");
            yield return admission.PredictedBytes <= budget
                ? new Finding("workers", text)
                : new Finding("workers", $"{text}, more than the budget", "render such videos where there is more memory, or give more with --memory=GIB");
        }
    }
}

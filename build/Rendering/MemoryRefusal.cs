using System.Globalization;
using PluginRender.Build.Doctor;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>Refuses what cannot fit into the memory before anything is rendered: trying again would not help.</summary>
internal static class MemoryRefusal
{
    /// <param name="admission">What is expected.</param>
    /// <param name="plan">What would be rendered.</param>
    /// <param name="budgetBytes">The memory that the render may take.</param>
    /// <param name="isGiven">Whether that was said with --memory.</param>
    /// <exception cref="TaskFailedException">Not even one worker fits.</exception>
    public static void Check(WorkerAdmission admission, RenderPlan plan, long budgetBytes, bool isGiven)
        => Check(admission, plan.Segments.Length, budgetBytes, isGiven, MemoryLimit.OfThisProcess().DefaultBudgetBytes);

    internal static void Check(WorkerAdmission admission, int count, long budgetBytes, bool isGiven, long machineBytes)
    {
        long least = admission.LeastBytes;
        if (least <= budgetBytes) return;
        MemoryPrediction memory = admission.Memory;
        string segments = count == 1 ? "1 segment" : string.Create(CultureInfo.InvariantCulture, $"{count} segments");
        string effect = memory.Effect is not null && admission.Cause is { } cause ? $" ({cause})" : "";
        string takes = string.Create(CultureInfo.InvariantCulture,
            $"the render takes at least {MiB(least)} MiB with one worker, and its budget is {MiB(budgetBytes)}: plan and report of {segments} {MiB(memory.PlanBytes)}, one worker {MiB(memory.WorkerBytes)}{effect}, all else {MiB(memory.RenderBytes - memory.PlanBytes)}");
        bool isArgument = isGiven && least <= machineBytes;
        string smaller = memory.PlanBytes > memory.WorkerBytes ? "divide the project into several videos"
            : effect.Length > 0 ? "give that effect less to do" : "make a smaller video, or of smaller pictures";
        string remedy = isArgument
            ? string.Create(CultureInfo.InvariantCulture, $"give --memory={Math.Ceiling(admission.LeastBytes * 6 / 5 / (double)(1L << 30) * 100) / 100:0.##} or more, leave --memory out, or {smaller}")
            : $"{smaller}, or render where there is more memory";
        throw new TaskFailedException(isArgument ? ExitCode.WrongArguments : ExitCode.BadInput, $"{takes}; {remedy}");
    }

    private static long MiB(long bytes) => bytes >> 20;
}

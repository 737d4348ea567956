using PluginRender.Build.Rendering;
using PluginRender.Rendering;

namespace PluginRender.Build.Tests.Rendering;

public class MemoryRefusalTests
{
    private const long MiB = 1L << 20;

    // Budget given, of the machine: the code, and the remedy.
    [Theory]
    [InlineData(true, 300, 8000, ExitCode.WrongArguments, "give --memory=0.63 or more, leave --memory out, or divide the project into several videos")]
    [InlineData(true, 300, 400, ExitCode.BadInput, "divide the project into several videos, or render where there is more memory")]
    [InlineData(false, 400, 400, ExitCode.BadInput, "divide the project into several videos, or render where there is more memory")]
    public void Check_OfWhatCannotFit_SaysWhatTakesHowMuch(bool isGiven, long budget, long machine, ExitCode code, string remedy)
    {
        WorkerAdmission admission = WorkerAdmission.For(8, budget * MiB, new MemoryPrediction(550 * MiB, 86 * MiB) { PlanBytes = 420 * MiB }, 10, null);
        TaskFailedException refused = Assert.Throws<TaskFailedException>(() => MemoryRefusal.Check(admission, 2, budget * MiB, isGiven, machine * MiB));
        Assert.Equal(code, refused.ExitCode);
        Assert.StartsWith(
            $"the render takes at least 530 MiB with one worker, and its budget is {budget}: plan and report of 2 segments 420, one worker 86, all else 130; ",
            refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("; " + remedy, refused.Message, StringComparison.Ordinal);
    }

    // What is expected is rounded up by a fifth; what may fit is tried.
    [Theory]
    [InlineData(530)]
    [InlineData(600)]
    public void Check_OfWhatMayFit_Passes(long budget)
        => MemoryRefusal.Check(WorkerAdmission.For(8, budget * MiB, new MemoryPrediction(550 * MiB, 86 * MiB), 10, null), 2, budget * MiB, isGiven: true, 8000 * MiB);
}

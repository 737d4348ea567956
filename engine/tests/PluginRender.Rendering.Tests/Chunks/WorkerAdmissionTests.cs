namespace PluginRender.Rendering.Tests.Chunks;

public class WorkerAdmissionTests
{
    private const long Gib = 1L << 30;

    private static readonly MemoryPrediction Memory = new(130L << 20, 120L << 20);

    [Theory]
    [InlineData(4, 8, 100, null, 4, "as many as cores")]
    [InlineData(64, 1, 100, null, 7, "as many as the memory budget admits")]
    [InlineData(8, 8, 3, null, 3, "as many as chunks")]
    [InlineData(2, 8, 100, 6, 6, "as asked for")]
    [InlineData(2, 8, 4, 6, 4, "as many as chunks")]
    [InlineData(8, 0, 100, null, 1, "as many as the memory budget admits")]
    [InlineData(8, 0, 100, 5, 5, "as asked for")]
    [InlineData(1, 8, 1, null, 1, "as many as cores")]
    public void Workers_AreLimitedByTheScarcest_AndSayWhich(int cores, int gib, int chunks, int? wanted, int workers, string reason)
    {
        WorkerAdmission admission = WorkerAdmission.For(cores, gib * Gib, Memory, chunks, wanted);
        Assert.Equal((workers, reason), (admission.Workers, admission.Reason));
        Assert.Equal(Memory.RenderBytes + (workers * Memory.WorkerBytes), admission.PredictedBytes);
    }

    [Theory]
    [InlineData(160)]
    [InlineData(1000)]
    [InlineData(4000)]
    public void PredictedMemory_OfMoreThanOneWorker_IsWithinTheBudget(int mib)
    {
        WorkerAdmission admission = WorkerAdmission.For(1000, (long)mib << 20, Memory, 1000, null);
        Assert.True(admission.Workers == 1 || admission.PredictedBytes <= (long)mib << 20);
    }

    [Theory]
    [InlineData(64, 1, null, true)]
    [InlineData(2, 8, null, false)]
    [InlineData(64, 1, 2, false)]
    [InlineData(64, 1, 12, true)]
    [InlineData(1, 0, null, true)]
    public void Cause_IsTheEffect_WhereMemoryLimitsOrIsExceeded(int cores, int gib, int? wanted, bool isNamed)
    {
        MemoryPrediction neural = Memory with { Effect = new EffectShare("s1", "torchscript", 30L << 20) };
        string? cause = WorkerAdmission.For(cores, gib * Gib, neural, 100, wanted).Cause;
        Assert.Equal(isNamed ? "effect torchscript of segment \"s1\" takes 30 of the 120 MiB of a worker" : null, cause);
    }

    [Fact]
    public void Cause_EffectWithLittleOfAWorker_IsNone()
        => Assert.Null(WorkerAdmission.For(64, Gib, Memory with { Effect = new EffectShare("s1", "small", 29L << 20) }, 100, null).Cause);
}

using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chunks;

public sealed class WorkerMemoryTests : IDisposable
{
    private const long Mib = 1L << 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Prediction_OfEffectsThatStateNothing_IsThatOfAWorkerAlone()
    {
        RenderPlan plan = Plan([TestChunks.Effect("plain")]);
        Assert.Equal(Alone(plan), Predicted(plan));
        Assert.Equal(Alone(plan), Predicted(plan, Stating("another", 60, 70, "1024")));
    }

    [Fact]
    public void Prediction_OfProcesses_HasLibrariesInEachAndTheirCodeOnce()
    {
        RenderPlan plan = Plan([TestChunks.Effect("neural")]);
        MemoryPrediction alone = Alone(plan), predicted = Predicted(plan, Stating("neural", 60, 70, "4 * frameWidth * frameHeight"));
        Assert.Equal(alone.RenderBytes + (70 * Mib), predicted.RenderBytes);
        Assert.Equal(alone.WorkerBytes + (60 * Mib) + (4 * 64 * 36), predicted.WorkerBytes);
        Assert.Equal(new EffectShare("s0", "neural", (60 * Mib) + (4 * 64 * 36)), predicted.Effect);
    }

    [Fact]
    public void Prediction_OfThreads_HasLibrariesOnceAndInstancesForEach()
    {
        RenderPlan plan = Plan([TestChunks.Effect("neural")]);
        MemoryPrediction alone = Alone(plan, inProcess: false), predicted = Predicted(plan, false, Stating("neural", 60, 70, "1024"));
        Assert.Equal((alone.RenderBytes + (130 * Mib), alone.WorkerBytes + 1024), (predicted.RenderBytes, predicted.WorkerBytes));
    }

    [Fact]
    public void Prediction_OfEffectsWithTheSameLibrary_CountsItOnceAndTheGreatestStatement()
    {
        RenderPlan plan = Plan([TestChunks.Effect("one"), TestChunks.Effect("one")], [TestChunks.Effect("two"), TestChunks.Effect("other")]);
        MemoryPrediction alone = Alone(plan), predicted = Predicted(
            plan, Stating("one", 60, 10, "", "torch"), Stating("two", 50, 20, "", "torch"), Stating("other", 5, 1, ""));
        Assert.Equal((alone.RenderBytes + (21 * Mib), alone.WorkerBytes + (65 * Mib)), (predicted.RenderBytes, predicted.WorkerBytes));
    }

    [Fact]
    public void Prediction_OfSegments_HasAllInstancesOfTheWorstOne()
    {
        RenderPlan plan = Plan([TestChunks.Effect("large")], [TestChunks.Effect("small"), TestChunks.Effect("middle"), TestChunks.Effect("middle")], [TestChunks.Effect("small")]);
        MemoryPrediction predicted = Predicted(plan, Stating("small", 0, 0, "1048576"), Stating("middle", 0, 0, "2097152"), Stating("large", 0, 0, "4194304"));
        Assert.Equal(Alone(plan).WorkerBytes + (5 * Mib), predicted.WorkerBytes);
        Assert.Equal(new EffectShare("s1", "middle", 2 * Mib), predicted.Effect);
    }

    [Fact]
    public void Prediction_OfCalls_HasTheGreatestOneOfASegmentBesideItsInstances()
    {
        RenderPlan plan = Plan([TestChunks.Effect("busy"), TestChunks.Effect("busier"), TestChunks.Effect("busy")], []);
        MemoryPrediction predicted = Predicted(plan, Stating("busy", 0, 0, "1048576", call: "2097152"), Stating("busier", 0, 0, "1048576", call: "4194304"));
        Assert.Equal(Alone(plan).WorkerBytes + (7 * Mib), predicted.WorkerBytes);
        Assert.Equal(new EffectShare("s0", "busier", 5 * Mib), predicted.Effect);
    }

    [Fact]
    public void Prediction_OfAnEffectWithAFile_GrowsWithIt()
    {
        File.WriteAllBytes(folder.File("model.pt"), new byte[3000]);
        PlannedEffect Reading(string path) => TestChunks.Effect("neural") with { Parameters = [new NamedValue("model", new ParameterValue.File(new FileReference(path, "00")))] };
        EffectDescriptor neural = Stating("neural", 0, 0, "2 * size(model)");
        Assert.Equal(6000, Predicted(Plan([Reading("model.pt")]), neural).Effect!.Bytes);
        // What is not there is said by who reads it.
        Assert.Null(Predicted(Plan([Reading("nothing.pt")]), neural).Effect);
        Assert.Null(Predicted(Plan([Reading("../model.pt")]), neural).Effect);
    }

    [Fact]
    public void Prediction_OfAnotherPluginsEffect_DoesNotTakeItsStatement()
    {
        RenderPlan plan = Plan([TestChunks.Effect("neural", plugin: "Effects.Elsewhere")]);
        Assert.Equal(Alone(plan), Predicted(plan, Stating("neural", 60, 70, "1024")));
    }

    [Fact]
    public void Prediction_OfBytesBeyondMeasure_IsOneWorkerAndNoOverflow()
    {
        RenderPlan plan = Plan([TestChunks.Effect("neural"), TestChunks.Effect("neural")]);
        MemoryPrediction predicted = Predicted(plan, Stating("neural", int.MaxValue, int.MaxValue, "1 / 0", call: "1 / 0"));
        Assert.True(predicted.WorkerBytes > 1L << 50);
        Assert.Equal(1, WorkerAdmission.For(64, 1L << 40, predicted, 100, null).Workers);
        Assert.True(WorkerAdmission.For(64, 1L << 40, predicted, 100, 64).PredictedBytes > 1L << 50);
    }

    private static RenderPlan Plan(params PlannedEffect[][] segments)
    {
        RenderPlan plan = TestChunks.Plan(64, 36, 10, segments.Length, TestChunks.Color);
        return plan with { Segments = [.. plan.Segments.Select((s, i) => s with { Effects = [.. segments[i]] })] };
    }

    private static MemoryPrediction Alone(RenderPlan plan, bool inProcess = true) => WorkerMemory.Of(plan.Width, plan.Height, looksAhead: true, inProcess);

    private MemoryPrediction Predicted(RenderPlan plan, params EffectDescriptor[] effects) => Predicted(plan, true, effects);

    private MemoryPrediction Predicted(RenderPlan plan, bool inProcess, params EffectDescriptor[] effects)
        => WorkerMemory.Of(plan, new StatedMemory(effects, new ProjectFiles(folder.Path, allowOutside: false)), inProcess);

    private static EffectDescriptor Stating(string id, int process, int libraries, string instance, string library = "Effects.Fake", string call = "")
        => new(id, "1.0.0", id, PixelAccess.Point, Concurrency.Reentrant, Determinism.BitExact, [], "Effects.Fake", "00") { Memory = new EffectMemory(instance, call, process, libraries, library) };
}

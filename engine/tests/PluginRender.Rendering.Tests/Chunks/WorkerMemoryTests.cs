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

    [Fact]
    public void Prediction_OfAProject_GrowsWithItsSize()
    {
        PlannedEffect effect = TestChunks.Effect("plain") with { Parameters = [.. Enumerable.Range(0, 4).Select(i => new NamedValue($"p{i}", new ParameterValue.Number(i)))] };
        MemoryPrediction few = Predicted(TestChunks.Plan(64, 36, 1, 100, TestChunks.Color, effect));
        MemoryPrediction many = Predicted(TestChunks.Plan(64, 36, 1, 10_000, TestChunks.Color, effect));
        Assert.Equal(100 * few.PlanBytes, many.PlanBytes);
        Assert.Equal(many.PlanBytes - few.PlanBytes, many.RenderBytes - few.RenderBytes);
        Assert.InRange(many.PlanBytes, 30 * Mib, 60 * Mib);
        Assert.InRange(Predicted(TestChunks.Plan(64, 36, 1, 10_000, TestChunks.Color)).PlanBytes, 20 * Mib, 40 * Mib);
        // A worker reads a chunk's part and no more, however many chunks there are.
        Assert.Equal(few.WorkerBytes, many.WorkerBytes);
        RenderPlan one = TestChunks.Plan(64, 36, 1, 100, TestChunks.Color, effect);
        Assert.True(Predicted(one with { Chunks = [new PlannedChunk(0, 0, 100, "k")] }).WorkerBytes > few.WorkerBytes);
        Assert.Contains("plan and report of so many segments", WorkerAdmission.For(64, 1L << 28, Predicted(TestChunks.Plan(64, 36, 1, 50_000, TestChunks.Color, effect)), 100, null).Cause!, StringComparison.Ordinal);
    }

    [Fact]
    public void Prediction_OfMasks_HasTheirSamples()
    {
        byte[] noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        var facts = new PictureFacts([], [], null, new MaskReference(200, 100, "00")) { MaskSamples = MaskSamples.Of(noise) };
        RenderPlan plain = TestChunks.Plan(64, 36, 1, 1000, TestChunks.Picture());
        RenderPlan masked = TestChunks.Plan(64, 36, 1, 1000, ((PlannedSource.Picture)TestChunks.Picture()) with { Facts = facts });
        Assert.InRange(Predicted(masked).PlanBytes - Predicted(plain).PlanBytes, 19 * Mib, 24 * Mib);
    }

    private static RenderPlan Plan(params PlannedEffect[][] segments)
    {
        RenderPlan plan = TestChunks.Plan(64, 36, 10, segments.Length, TestChunks.Color);
        return plan with { Segments = [.. plan.Segments.Select((s, i) => s with { Effects = [.. segments[i]] })] };
    }

    private static MemoryPrediction Alone(RenderPlan plan, bool inProcess = true)
    {
        MemoryPrediction plain = WorkerMemory.Of(plan.Width, plan.Height, looksAhead: true, inProcess);
        long bytes = PlanMemory.OfRender(plan);
        return new MemoryPrediction(plain.RenderBytes + bytes, plain.WorkerBytes + (inProcess ? PlanMemory.OfWorker(plan) : 0)) { PlanBytes = bytes };
    }

    private MemoryPrediction Predicted(RenderPlan plan, params EffectDescriptor[] effects) => Predicted(plan, true, effects);

    private MemoryPrediction Predicted(RenderPlan plan, bool inProcess, params EffectDescriptor[] effects)
        => WorkerMemory.Of(plan, new StatedMemory(effects, new ProjectFiles(folder.Path, allowOutside: false)), inProcess);

    private static EffectDescriptor Stating(string id, int process, int libraries, string instance, string library = "Effects.Fake", string call = "")
        => new(id, "1.0.0", id, PixelAccess.Point, Concurrency.Reentrant, Determinism.BitExact, [], "Effects.Fake", "00") { Memory = new EffectMemory(instance, call, process, libraries, library) };
}

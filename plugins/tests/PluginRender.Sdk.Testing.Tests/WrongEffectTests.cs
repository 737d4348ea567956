namespace PluginRender.Sdk.Testing.Tests;

/// <summary>Each check finds the effect that breaks its promise, and says what to look at.</summary>
public sealed class WrongEffectTests : IDisposable
{
    private readonly TestedPlugin plugin = TestedPlugin.Load(Places.Fixture("Fixture.Wrong"));

    public void Dispose() => plugin.Dispose();

    private static readonly Dictionary<string, Action<TestedEffect>> PointChecks = new()
    {
        ["keepsState"] = EffectChecks.FramesInAnyOrder,
        ["countsFromTheBand"] = EffectChecks.AnySplitIntoBands,
        ["writesTheNextRow"] = EffectChecks.AnySplitIntoBands,
        ["writesBeside"] = EffectChecks.StridesAndGuards,
        ["readsBeside"] = EffectChecks.StridesAndGuards,
        ["readsElsewhere"] = EffectChecks.InPlace,
        ["asksTheProcess"] = EffectChecks.SameBits,
        ["asksTheProcessor"] = EffectChecks.SameBits,
        ["staysLoaded"] = EffectChecks.Unload,
        ["allocates"] = EffectChecks.NoAllocations,
    };

    [Fact]
    public void Checks_OfAnEffectWithoutFault_PassAndTellItsSpeed()
    {
        TestedEffect right = plugin.Effect("wrong-point");
        EffectChecks.FramesInAnyOrder(right);
        EffectChecks.AnySplitIntoBands(right);
        EffectChecks.StridesAndGuards(right);
        EffectChecks.InPlace(right);
        EffectChecks.Threads(right);
        EffectChecks.SameBits(right);
        EffectChecks.Unload(right);
        EffectChecks.NoAllocations(right);
        Assert.Matches(@"^effect wrong-point: \d+\.\d\d ns per pixel, \d+ frames of 1920x1080 per second on one thread$", EffectChecks.Speed(right));
    }

    [Theory]
    [InlineData("keepsState", "frames in any order: frame 29, rendered after frame 30, is another than in order, plane 0, row 0: samples differ from column 0 on", "fields that BeginFrame")]
    [InlineData("countsFromTheBand", "any split into bands: at 16x16, bands of 2 rows from the top down give another frame than one band", "row numbers taken from the band's start")]
    [InlineData("writesTheNextRow", "any split into bands: it writes outside the frame in frame 4 at 16x16, plane 0: a sample after its last row was overwritten", "rows outside FirstRow")]
    [InlineData("writesBeside", "strides and guard samples: it writes outside the frame in frame 4 at 16x16, plane 0: a sample of the padding after row 0 was overwritten", "vector stores")]
    [InlineData("readsBeside", "strides and guard samples: at 16x16, rows 37 samples apart give another frame, plane 0, row 0: samples differ from column 15 on", "reads past a row's end")]
    [InlineData("readsElsewhere", "in place: a sample of the result changes with a sample of the input that lies elsewhere", "derive it from NeighborhoodEffect")]
    [InlineData("asksTheProcess", "the same bits, as declared (BitExact): 130x74 frame 0 is another in another process", "hash codes of strings")]
    [InlineData("asksTheProcessor", "the same bits, as declared (BitExact): 130x74 frame 0 is another without vector code", "vector width")]
    [InlineData("staysLoaded", "unload: the plugin was disposed and is still in memory", "static event handlers")]
    [InlineData("allocates", "memory: 15 frames took ", "make them in the constructor")]
    public void Check_OfABrokenPromise_SaysWhereAndWhatToLookAt(string does, string problem, string lookAt)
        => Caught(plugin.Effect("wrong-point", ("does", does)), PointChecks[does], problem, lookAt);

    [Fact]
    public void ParameterEnds_AValueThatThrows_NamesTheParameterAndTheValue()
    {
        Caught(plugin.Effect("wrong-point"), EffectChecks.ParameterEnds, "parameter does at \"keepsState\": at 18x18, bands of 2 rows", "the range that it declares");
        EffectCheckException e = Caught(plugin.Effect("wrong-range"), EffectChecks.ParameterEnds, "parameter divisor at 0: it throws DivideByZeroException in frame 4 at 18x18", "the stack trace");
        Assert.IsType<DivideByZeroException>(e.InnerException);
    }

    [Theory]
    [InlineData("wrong-radius", "any split into bands: it throws ArgumentOutOfRangeException in frame 4 at 16x16", "its Radius")]
    public void AnySplitIntoBands_OfAViewEffect_SaysWhatToLookAt(string id, string problem, string lookAt)
        => Caught(plugin.Effect(id), EffectChecks.AnySplitIntoBands, problem, lookAt);

    [Theory]
    [InlineData("wrong-unwritten", "strides and guard samples: at 16x16 the frame depends on what the output held before", "samples that it does not write")]
    [InlineData("wrong-input", "strides and guard samples: at 16x16 it changes its input, plane 0, row 0", "where it writes to its input")]
    public void StridesAndGuards_OfAViewEffect_SaysWhatToLookAt(string id, string problem, string lookAt)
        => Caught(plugin.Effect(id), EffectChecks.StridesAndGuards, problem, lookAt);

    [Theory]
    [InlineData("wrong-instances", "threads, as declared (PerInstance): with 4 threads and an instance for each", "declare Concurrency.Unsafe")]
    [InlineData("wrong-calls", "threads, as declared (Reentrant): with 4 threads and one instance for all", "declare Concurrency.PerInstance")]
    public void Threads_OfAFalseClaim_SaysWhatToDeclare(string id, string problem, string lookAt)
        => Caught(plugin.Effect(id), EffectChecks.Threads, problem, lookAt);

    [Fact]
    public void ThreadsAndBits_WithoutAClaim_Pass()
    {
        EffectChecks.Threads(plugin.Effect("unsafe-calls"));
        EffectChecks.SameBits(plugin.Effect("unsafe-calls"));
    }

    [Fact]
    public void Effect_OfWhatAProjectCouldNotSay_IsRefused()
    {
        Assert.Contains("there is no effect absent in", Assert.Throws<EffectCheckException>(() => plugin.Effect("absent")).Message, StringComparison.Ordinal);
        Assert.Equal("effect wrong-range has no parameter size: it has divisor", Assert.Throws<EffectCheckException>(() => plugin.Effect("wrong-range", ("size", 1))).Message);
        Assert.Equal("effect wrong-range, parameter divisor: 9 is given; give a whole number from 0 to 8", Assert.Throws<EffectCheckException>(() => plugin.Effect("wrong-range", ("divisor", 9))).Message);
    }

    [Fact]
    public void Load_OfNoPluginOrAFaultyOne_SaysWhy()
    {
        Assert.StartsWith("there is no ", Assert.Throws<EffectCheckException>(() => TestedPlugin.Load("/no/such")).Message, StringComparison.Ordinal);
        Assert.Contains("build the plugin", Assert.Throws<EffectCheckException>(() => TestedPlugin.Load("/no/such")).Message, StringComparison.Ordinal);
    }

    private static EffectCheckException Caught(TestedEffect effect, Action<TestedEffect> check, string problem, string lookAt)
    {
        EffectCheckException e = Assert.Throws<EffectCheckException>(() => check(effect));
        Assert.StartsWith($"effect {effect.Descriptor.Id}, {problem}", e.Message, StringComparison.Ordinal);
        Assert.Contains(lookAt, e.Message[e.Message.IndexOf("Look at", StringComparison.Ordinal)..], StringComparison.Ordinal);
        return e;
    }
}

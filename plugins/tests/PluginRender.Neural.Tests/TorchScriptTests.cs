using System.Globalization;
using System.Reflection;
using PluginRender.TestModels;
using Xunit.Abstractions;

namespace PluginRender.Neural.Tests;

/// <summary>Real models in a real libtorch, in the plugin as a render loads it.</summary>
public sealed class TorchScriptTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("torchscript-").FullName;
    private readonly TestedPlugin plugin = TestedPlugin.Load(Path.Combine(
        typeof(TorchScriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Plugins").Value!, "Effects.Neural"));

    public void Dispose()
    {
        plugin.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void TorchScript_WithARealModel_KeepsEveryPromise()
        => EffectChecks.All(plugin.Effect("torchscript", ("model", Model(TorchScriptFile.Smooth)), ("strength", 0.7), ("tile", 96), ("overlap", 8)), output.WriteLine);

    [Fact]
    public void Apply_ModelThatChangesNothing_LeavesEverySampleAsItIs()
    {
        TestFrame input = TestFrame.Random(130, 74, 5);
        Apply(input, TorchScriptFile.Nothing).AssertSame(input);
    }

    [Fact]
    public void Apply_StrengthOfZero_LeavesEverySampleAsItIs()
    {
        TestFrame input = TestFrame.Random(130, 74, 5);
        Apply(input, TorchScriptFile.Invert, ("strength", 0.0)).AssertSame(input);
    }

    [Theory]
    [InlineData(60, 128, 128)]
    [InlineData(200, 128, 128)]
    [InlineData(120, 140, 110)]
    public void Apply_ModelThatInverts_MirrorsLumaAndChroma(int luma, int cb, int cr)
    {
        int[] codes = [luma, cb, cr];
        TestFrame inverted = Apply(new TestFrame(64, 48).Fill((plane, _, _) => (short)(codes[plane] * Samples.One)), TorchScriptFile.Invert);
        // In limited range black is 16 and white 235; chroma is mirrored at 128.
        AssertNear((251 - luma) * Samples.One, inverted.Row(0, 20)[30]);
        AssertNear((256 - cb) * Samples.One, inverted.Row(1, 10)[15]);
        AssertNear((256 - cr) * Samples.One, inverted.Row(2, 10)[15]);
    }

    [Theory]
    [InlineData(64, 4)]
    [InlineData(64, 8)]
    [InlineData(96, 4)]
    public void Apply_TilesThatOverlapAsFarAsTheModelReaches_AreTheSameAsTheWholeFrame(int tile, int overlap)
    {
        TestFrame input = TestFrame.Random(210, 130, 9);
        TestFrame whole = Apply(input, TorchScriptFile.Smooth, ("tile", 1024), ("overlap", 16));
        TestFrame tiled = Apply(input, TorchScriptFile.Smooth, ("tile", tile), ("overlap", overlap));
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < input.PlaneHeight(plane); y++)
            {
                // Sums of floating-point numbers may differ in their last bits.
                for (int x = 0; x < input.PlaneWidth(plane); x++) Assert.InRange(tiled.Row(plane, y)[x] - whole.Row(plane, y)[x], -1, 1);
            }
        }
    }

    [Fact]
    public void Apply_TilesThatDoNotOverlap_ShowSeams()
    {
        TestFrame input = TestFrame.Random(210, 130, 9);
        TestFrame whole = Apply(input, TorchScriptFile.Smooth, ("tile", 1024), ("overlap", 16));
        TestFrame tiled = Apply(input, TorchScriptFile.Smooth, ("tile", 64), ("overlap", 0));
        Assert.NotInRange(tiled.Row(0, 40)[64] - whole.Row(0, 40)[64], -200, 200);
    }

    [Fact]
    public void Create_FileThatIsNoModel_SaysHowToWriteOne()
    {
        string file = Path.Combine(folder, "garbage.pt");
        File.WriteAllText(file, "no model");
        Exception e = Assert.ThrowsAny<Exception>(() => Create(file));
        Assert.Contains("garbage.pt: it is no TorchScript model that can be read (PytorchStreamReader failed reading zip archive", e.Message, StringComparison.Ordinal);
        Assert.Contains("torch.jit.save", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TruncatedModel_IsRefused()
    {
        string file = Model(TorchScriptFile.Nothing);
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        Exception e = Assert.ThrowsAny<Exception>(() => Create(file));
        Assert.Contains("it is no TorchScript model that can be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ModelOfAnotherShape_SaysWhatIsExpected()
    {
        using Effect effect = Create(Model(TorchScriptFile.Halve));
        Exception e = Assert.ThrowsAny<Exception>(() => Run(effect, TestFrame.Random(64, 64, 1)));
        Assert.Contains("it makes Float32 1x3x64x64 of 1x3x128x128; it has to make Float32 of the same shape", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ModelThatFails_SaysWhy()
    {
        using Effect effect = Create(Model(TorchScriptFile.Fail));
        Exception e = Assert.ThrowsAny<Exception>(() => Run(effect, TestFrame.Random(64, 64, 1)));
        Assert.Contains("it fails on a tensor of 1x3x128x128 (RuntimeError: The size of tensor a (128) must match", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ModelThatFindsNoRoom_IsALackOfMemoryAndNotAWrongModel()
    {
        using Effect effect = Create(Model(TorchScriptFile.Swell));
        InsufficientMemoryException e = Assert.Throws<InsufficientMemoryException>(() => Run(effect, TestFrame.Random(64, 64, 1)));
        Assert.Contains("CPU has not enough memory for a tensor of 1x3x128x128 (", e.Message, StringComparison.Ordinal);
        Assert.Contains("give fewer workers or a smaller tile", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_OfOneEffectAfterAnother_GivesTheModelsMemoryBack()
    {
        const int Megabytes = 40;
        string model = Model(TorchScriptFile.Wide, Megabytes << 18);
        long before = 0;
        for (int i = 0; i < 8; i++)
        {
            using (Effect effect = Create(model)) Run(effect, TestFrame.Random(64, 64, 1));
            if (i == 1) before = OwnMegabytes();
        }

        Assert.InRange(OwnMegabytes() - before, long.MinValue, 2 * Megabytes);
    }

    /// <summary>proc(5)'s status has pages of no file in kB.</summary>
    private static long OwnMegabytes() => long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith("RssAnon:", StringComparison.Ordinal))["RssAnon:".Length..^"kB".Length],
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) >> 10;

    private string Model(string forward, int weights = 0)
    {
        string file = Path.Combine(folder, Guid.NewGuid().ToString("n") + ".pt");
        TorchScriptFile.Write(file, forward, weights);
        return file;
    }

    private Effect Create(string model) => plugin.Effect("torchscript", ("model", model)).Create(EffectRun.Context(64, 64));

    private TestFrame Apply(TestFrame input, string forward, params (string Name, object Value)[] more)
    {
        using Effect effect = plugin.Effect("torchscript", [("model", Model(forward)), .. more]).Create(EffectRun.Context(input.Width, input.Height));
        return Run(effect, input);
    }

    private static TestFrame Run(Effect effect, TestFrame input)
        => EffectRun.Apply(effect, EffectRun.Time(EffectRun.Context(input.Width, input.Height), 3), input);

    private static void AssertNear(int expected, int actual) => Assert.InRange(actual, expected - 3, expected + 3);
}

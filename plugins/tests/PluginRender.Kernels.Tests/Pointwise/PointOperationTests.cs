using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Pointwise.Tests;

public class PointOperationTests
{
    private const int Rows = 7;

    public static TheoryData<string> Chains => [.. Named(16).Select(chain => chain.Name)];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Joined_EveryLength_IsOneAfterAnother(string name)
    {
        for (int length = 0; length <= 200; length++)
        {
            PointOperation?[] chain = Named(length).Single(c => c.Name == name).Operations;
            short[] expected = SampleRowTests.Row(length, length), actual = [.. expected];
            foreach (PointOperation? operation in chain) operation?.Apply(expected, length % Rows);
            Join(chain)?.Apply(actual, length % Rows);
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void StoreRow_WithAnOperation_StoresWhatItMakesOfEveryLength(string name)
    {
        for (int length = 0; length <= 200; length++)
        {
            PointOperation? operation = Join(Named(length).Single(c => c.Name == name).Operations);
            short[] source = SampleRowTests.Row(length, length), changed = [.. source];
            operation?.Apply(changed, length % Rows);
            byte[] expected = new byte[length], actual = new byte[length];
            DitheredStore.StoreRow(changed, expected, length % Rows);
            DitheredStore.StoreRow(source, actual, length % Rows, operation);
            Assert.Equal(expected, actual);
            Assert.Equal(SampleRowTests.Row(length, length), source);
        }
    }

    [Fact]
    public void Apply_ToARow_IsWhatTheKernelDoes()
    {
        short[] expected = SampleRowTests.Row(77, 5), actual = [.. expected];
        var affine = Affine.About(1.2, 16064, 300);
        var falloff = new RadialFalloff((-38, 1), (-3, 1), (77, Rows), 40, 0.5);
        affine.Apply(expected);
        falloff.Apply(expected, 2, Samples.Black);
        ConstantMix.Apply(expected, 9000, 0.25);
        affine.ToOperation()!.Apply(actual, 2);
        falloff.ToOperation(Samples.Black)!.Apply(actual, 2);
        ConstantMix.ToOperation(9000, 0.25)!.Apply(actual, 2);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ToOperation_OfWhatChangesNothing_IsNone()
    {
        Assert.Null(Affine.About(1, 16064, 0).ToOperation());
        Assert.Null(ConstantMix.ToOperation(9000, 0));
        Assert.Null(new RadialFalloff((0, 1), (0, 1), (4, 4), 4, 0).ToOperation(Samples.Black));
        Assert.Null(PointOperation.Join(null, null));
    }

    [Theory]
    [InlineData(15, 3)]
    [InlineData(16, 7)]
    [InlineData(16, -1)]
    public void Joined_OnARowOfAnotherPlane_IsRefused(int columns, int row)
    {
        PointOperation joined = PointOperation.Join(Affine.About(1.2, 0, 0).ToOperation(), new RadialFalloff((0, 1), (0, 1), (16, Rows), 9, 0.5).ToOperation(0))!;
        Assert.Equal((16, Rows), joined.Size);
        Assert.Contains("a plane of 16x7", Assert.Throws<ArgumentException>(() => joined.Apply(new short[columns], row)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DitheredStore.StoreRow(new short[columns], new byte[columns], row, joined));
    }

    [Fact]
    public void Join_OfOperationsOnPlanesOfTwoSizes_IsRefused()
    {
        PointOperation? Of(int columns) => new RadialFalloff((0, 1), (0, 1), (columns, 4), 9, 0.5).ToOperation(0);
        Assert.Contains("4x4", Assert.Throws<ArgumentException>(() => PointOperation.Join(Of(4), Of(8))).Message, StringComparison.Ordinal);
    }

    /// <summary>Of every kind of operation, alone and in both orders with those of other kinds.</summary>
    internal static IEnumerable<(string Name, PointOperation?[] Operations)> Named(int length, int rows = Rows)
    {
        PointOperation? mild = Affine.About(1.1, 16064, 300).ToOperation(), strong = Affine.About(-3, 16384, 100).ToOperation();
        PointOperation? falloff = new RadialFalloff((0.5 - (length / 2.0), 1), (-3, 1), (length, rows), 60, 0.6).ToOperation(Samples.Black);
        PointOperation? mix = ConstantMix.ToOperation(2048, 0.37);
        yield return ("none", [null]);
        yield return ("grade", [mild]);
        yield return ("strong grade", [strong]);
        yield return ("vignette", [falloff]);
        yield return ("fade", [mix]);
        yield return ("grade, vignette", [mild, falloff]);
        yield return ("vignette, grade", [falloff, mild]);
        yield return ("grade, vignette, fade", [mild, falloff, null, mix]);
        yield return ("fade, strong grade, fade, vignette, vignette", [mix, strong, mix, falloff, falloff]);
    }

    internal static PointOperation? Join(IEnumerable<PointOperation?> chain) => chain.Aggregate((PointOperation?)null, PointOperation.Join);
}

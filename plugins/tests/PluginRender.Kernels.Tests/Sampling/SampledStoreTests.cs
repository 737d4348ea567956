using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Pointwise.Tests;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>Sampling, operations and store in one go, against one after the other.</summary>
public class SampledStoreTests
{
    private const int Height = 54;

    public static TheoryData<string> Chains => [.. PointOperationTests.Named(16).Select(chain => chain.Name)];

    // Widths with and without samples left over by every width of vector; a picture that shrinks too much for the fast way.
    public static TheoryData<int, double> Sizes => new() { { 256, 1.3 }, { 194, 1.3 }, { 130, 1.7 }, { 100, 0.6 }, { 66, 1.1 }, { 34, 1.3 }, { 16, 1.3 }, { 194, 2.6 }, { 34, 2.6 } };

    [Theory]
    [MemberData(nameof(Chains))]
    public void Store_EveryChainOfOperations_IsOneAfterAnother(string name) => AssertSame(194, 1.37, name);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Store_AnyWidthAndScale_IsOneAfterAnother(int width, double scale)
    {
        foreach (string name in PointOperationTests.Named(16).Select(chain => chain.Name)) AssertSame(width, scale, name);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(14)]
    public void Store_BandByBand_IsTheWholeFrame(int bandHeight)
    {
        using var frame = new Codes(194, 1.37);
        byte[] whole = frame.InOneGo(default, Height);
        Assert.Equal(whole, frame.InOneGo(default, bandHeight));
    }

    [Fact]
    public void Store_EveryFrameOfAZoom_AllocatesNothing()
    {
        using var frame = new Codes(194, 1.37);
        byte[] target = new byte[194 * Height * 3 / 2];
        PointOperation? light = Affine.About(1.1, 9000, 5).ToOperation();
        long before = 0;
        for (int i = 0; i < 40; i++)
        {
            if (i == 10) before = GC.GetAllocatedBytesForCurrentThread();
            frame.InOneGo(new FrameOperations(light, null, null), 14, target);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Store_WhatDoesNotFit_IsRefused()
    {
        using SourceSampler sampler = new(64, 48);
        TestPicture picture = TestPicture.Noise(64, 48, 1), larger = TestPicture.Noise(66, 48, 1);
        sampler.SetWindow(new SourceWindow(0, 0, 64, 48), picture.Source);
        Assert.Throws<ArgumentException>(() => Store(larger, default, 64, 48));
        Assert.Throws<ArgumentException>(() => Store(picture, default, 62, 48));
        Assert.Throws<ArgumentException>(() => Store(picture, default, 64, 50));
        PointOperation other = new RadialFalloff((-8, 1), (-8, 1), (16, 16), 10, 0.5).ToOperation(Samples.Black)!;
        Assert.Throws<ArgumentException>(() => Store(picture, new FrameOperations(other, null, null), 64, 48));

        void Store(TestPicture from, FrameOperations operations, int width, int rows)
        {
            byte[] codes = new byte[width * rows];
            sampler.Store(from.Source, operations, new CodePlane(codes, width, width, 0, rows), new CodePlane(codes, 32, 32, 0, 24), new CodePlane(codes, 32, 32, 0, 24));
        }
    }

    private static void AssertSame(int width, double scale, string name)
    {
        using var frame = new Codes(width, scale);
        FrameOperations operations = new(Named(width, Height, name), Named(width / 2, Height / 2, name), Named(width / 2, Height / 2, name));
        Assert.Equal(frame.OneAfterAnother(operations), frame.InOneGo(operations, Height));
    }

    private static PointOperation? Named(int width, int rows, string name)
        => PointOperationTests.Join(PointOperationTests.Named(width, rows).Single(chain => chain.Name == name).Operations);

    private sealed class Codes : IDisposable
    {
        private readonly int width;
        private readonly TestPicture picture;
        private readonly SourceSampler sampler;

        public Codes(int width, double scale)
        {
            this.width = width;
            picture = TestPicture.Noise((int)(width * scale), (int)(Height * scale), 9, 2, 2, 0.5, 0.5);
            sampler = new SourceSampler(width, Height);
            sampler.SetWindow(new SourceWindow(0.3, 0.2, (width * scale) - 1, (Height * scale) - 1), picture.Source);
        }

        public byte[] OneAfterAnother(FrameOperations operations)
        {
            TestFrame frame = new(width, Height);
            sampler.Sample(picture.Source, frame.Band(0, Height));
            byte[] codes = new byte[width * Height * 3 / 2];
            for (int plane = 0, at = 0; plane < 3; plane++)
            {
                PointOperation? operation = plane == 0 ? operations.Luma : plane == 1 ? operations.Cb : operations.Cr;
                for (int row = 0; row < frame.PlaneHeight(plane); row++, at += frame.PlaneWidth(plane))
                    DitheredStore.StoreRow(frame.Row(plane, row), codes.AsSpan(at, frame.PlaneWidth(plane)), row, operation);
            }

            return codes;
        }

        public byte[] InOneGo(FrameOperations operations, int bandHeight)
        {
            byte[] codes = new byte[width * Height * 3 / 2];
            InOneGo(operations, bandHeight, codes);
            return codes;
        }

        public void InOneGo(in FrameOperations operations, int bandHeight, byte[] codes)
        {
            int luma = width * Height, chroma = luma / 4;
            for (int row = 0; row < Height; row += bandHeight)
            {
                int count = Math.Min(bandHeight, Height - row);
                sampler.Store(
                    picture.Source, operations, new CodePlane(codes, width, width, row, count),
                    new CodePlane(codes.AsSpan(luma), width / 2, width / 2, row / 2, count / 2),
                    new CodePlane(codes.AsSpan(luma + chroma), width / 2, width / 2, row / 2, count / 2));
            }
        }

        public void Dispose() => sampler.Dispose();
    }
}

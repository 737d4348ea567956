using System.Globalization;
using PluginRender.Kernels.Blur;
using PluginRender.Kernels.Masks.Tests;
using PluginRender.Kernels.Pixelate;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Pointwise.Tests;
using PluginRender.Kernels.Sampling;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Tiers;

/// <summary>One line per kernel with a hash of what it makes of the same inputs.</summary>
internal static class KernelHashes
{
    public static IEnumerable<string> All()
    {
        foreach ((int width, int height, double zoom) in new[] { (150, 111, 1.0), (150, 111, 1.37), (195, 147, 1.0), (221, 167, 1.0), (500, 300, 1.0), (260, 190, 1.0), (20, 20, 2.0), (2000, 90, 1.0) })
            yield return Line($"sampler {width}x{height} {zoom}", Sampler(width, height, zoom));
        foreach (double zoom in new[] { 1.37, 1.0 }) yield return Line($"sampler and store {zoom}", SampledStore(zoom));
        for (int chain = 0; chain < PointOperationTests.Named(16).Count(); chain++)
            yield return Line($"store after {PointOperationTests.Named(16).ElementAt(chain).Name}", Store(chain));
        for (int kernel = 0; kernel < SampleRowTests.Pairs(16).Count(); kernel++)
        {
            string name = SampleRowTests.Pairs(16).ElementAt(kernel).Name;
            ulong hash = Seed;
            for (int length = 0; length <= 256; length += 5)
            {
                short[] row = SampleRowTests.Row(length, length);
                SampleRowTests.Pairs(length).ElementAt(kernel).Apply(row);
                hash = Mix(hash, row);
            }

            yield return Line(name, hash);
        }

        foreach (double radius in new[] { 0.7, 5, 61.5 }) yield return Line($"blur {radius}", Blurred(radius));
        foreach (double radius in new[] { 0.7, 12, 61.5 }) yield return Line($"background {radius}", Background(radius));
        foreach (int size in new[] { 2, 9, 40 }) yield return Line($"mosaic {size}", Pixelated(size));
    }

    private const ulong Seed = 14695981039346656037;

    private static string Line(string name, ulong hash) => string.Create(CultureInfo.InvariantCulture, $"{name}: {hash:x16}");

    private static ulong Sampler(int width, int height, double zoom)
    {
        TestPicture picture = TestPicture.Noise(width, height, 61, 2, 2, 0.5, 0.5);
        TestFrame frame = new(130, 98);
        using SourceSampler sampler = new(130, 98);
        sampler.SetWindow(SourceWindow.Fit(width, height, 130, 98).Zoom(0.3, 0.8, zoom), picture.Source);
        sampler.Sample(picture.Source, frame.Band(0, 98));
        return Hash(frame);
    }

    // 292 columns: whole vectors of every width, and some left over.
    private static ulong SampledStore(double zoom)
    {
        const int Width = 292, Height = 98;
        TestPicture picture = TestPicture.Noise(540, 180, 65, 2, 2, 0.5, 0.5);
        using SourceSampler sampler = new(Width, Height);
        sampler.SetWindow(SourceWindow.Fit(540, 180, Width, Height).Zoom(0.3, 0.8, zoom), picture.Source);
        byte[] codes = new byte[Width * Height * 3 / 2];
        PointOperation? light = Affine.About(1.1, 16064, 300).ToOperation();
        sampler.Store(
            picture.Source, new FrameOperations(PointOperation.Join(light, ConstantMix.ToOperation(2048, 0.37)), null, light), new CodePlane(codes, Width, Width, 0, Height),
            new CodePlane(codes.AsSpan(Width * Height), Width / 2, Width / 2, 0, Height / 2), new CodePlane(codes.AsSpan(Width * Height * 5 / 4), Width / 2, Width / 2, 0, Height / 2));
        return codes.Aggregate(Seed, (hash, code) => (hash ^ code) * 1099511628211);
    }

    private static ulong Store(int chain)
    {
        ulong hash = Seed;
        for (int length = 0; length <= 256; length++)
        {
            byte[] codes = new byte[length];
            DitheredStore.StoreRow(SampleRowTests.Row(length, length), codes, length % 7, PointOperationTests.Join(PointOperationTests.Named(length).ElementAt(chain).Operations));
            foreach (byte code in codes) hash = (hash ^ code) * 1099511628211;
        }

        return hash;
    }

    private static ulong Blurred(double radius)
    {
        TestFrame input = TestFrame.Random(134, 54, 62), output = new(134, 54);
        using GaussianBlur blur = new(134, 54, radius);
        blur.Apply(input.View(0, 54, blur.Reach), output.Band(0, 54));
        return Hash(output);
    }

    private static ulong Background(double radius)
        => Hash(BackgroundBlurTests.Blur(TestFrame.Random(134, 154, 64), radius, TestMask.Of(21, 13, (x, y) => (3 * x) - (2 * y)), area: new PictureArea(0.13, 0.21, 0.7, 0.6)));

    private static ulong Pixelated(int size)
    {
        TestFrame input = TestFrame.Random(134, 54, 63), output = new(134, 54);
        new Mosaic(134, 54, size).Apply(input.View(0, 54, 54), output.Band(0, 54));
        return Hash(output);
    }

    private static ulong Hash(TestFrame frame)
    {
        ulong hash = Seed;
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < frame.PlaneHeight(plane); y++) hash = Mix(hash, frame.Row(plane, y));
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<short> samples)
    {
        foreach (short sample in samples) hash = (hash ^ (ushort)sample) * 1099511628211;
        return hash;
    }
}

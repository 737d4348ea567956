using System.Diagnostics;
using System.Runtime.InteropServices;
using PluginRender.Kernels.Blur;
using PluginRender.Kernels.Masks;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Kernels.Store;
using PluginRender.Sdk;

namespace PluginRender.Benchmark.Figures;

/// <summary>
/// Measures the kernels on the instruction set that this process may use: a process of its own for each, since the
/// choice is made when the process starts. One line a kernel: name, nanoseconds a pixel, bytes touched a pixel.
/// </summary>
internal static unsafe class KernelRun
{
    private const int Width = 1920, Height = 1080, SourceWidth = 2880, SourceHeight = 1620, BandRows = 28, BlurRadius = 12;

    public static int Print()
    {
        Line("copy of memory", 2, Copy());
        const double source = 1.5 * SourceWidth * SourceHeight / (Width * Height);
        short[] band = GC.AllocateArray<short>(Width * BandRows * 3 / 2, pinned: true);
        Line("sampling 2880x1620, luma and chroma", source + 3, Zooming((sampler, picture, row, rows) => sampler.Sample(picture, BandOf(band, row, rows))));
        var affine = Affine.About(1.1, 1000, 100);
        Line("grade", 4, PerRow((row, _) => affine.Apply(row)));
        var falloff = new RadialFalloff((-960, 1), (-540, 1), (Width, Height), 1100, 0.4);
        Line("vignette", 4, PerRow((row, y) => falloff.Apply(row, y, Samples.Black)));
        Line("fade", 4, PerRow((row, _) => ConstantMix.Apply(row, Samples.Black, 0.3)));
        Line("grain", 4, PerRow((row, y) => GrainNoise.Apply(row, (ulong)y * 77, 200)));
        byte[] stored = new byte[Width];
        Line("dithered store", 3, PerRow((row, y) => DitheredStore.StoreRow(row, stored, y)));
        PointOperation? joined = PointOperation.Join(affine.ToOperation(), falloff.ToOperation(Samples.Black));
        Line("grade, vignette and dithered store in one go", 3, PerRow((row, y) => DitheredStore.StoreRow(row, stored, y, joined)));
        byte[] luma = new byte[Width * Height], cb = new byte[Width * Height / 4], cr = new byte[Width * Height / 4];
        Line("sampling, luma and chroma, then grade, vignette and store", source + 7.5, Zooming((sampler, picture, row, rows) =>
        {
            Band made = BandOf(band, row, rows);
            sampler.Sample(picture, made);
            Store(made.Luma, joined, luma);
            Store(made.Cb, null, cb);
            Store(made.Cr, null, cr);
        }));
        var operations = new FrameOperations(joined, null, null);
        Line("sampling, luma and chroma, grade, vignette and store in one go", source + 1.5, Zooming((sampler, picture, row, rows) => sampler.Store(
            picture, operations, new CodePlane(luma, Width, Width, row, rows), new CodePlane(cb, Width / 2, Width / 2, row / 2, rows / 2), new CodePlane(cr, Width / 2, Width / 2, row / 2, rows / 2))));
        using var blur = new GaussianBlur(Width, Height, BlurRadius);
        Line("blur, radius 12", 6, Blurring((band, rows) => blur.Apply(band, rows)));
        using var background = new BackgroundBlur(Width, Height, BlurRadius, new SubjectMask(160, 90, Enumerable.Range(0, 160 * 90).Select(i => (byte)(i * i >> 8)).ToArray()));
        int frame = 0;
        Line("background blur, radius 12", 6, Blurring((band, rows) =>
        {
            if (rows.FirstRow == 0) background.Begin(new PictureArea(0.0001 * (++frame % 1000), 0, 0.9, 0.9));
            background.Apply(band, rows);
        }));
        return 0;
    }

    private static void Line(string name, double bytes, double nanoseconds)
        => Console.WriteLine(FormattableString.Invariant($"{name}\t{nanoseconds}\t{bytes}"));

    private static double Copy()
    {
        const nuint size = 256 << 20;
        void* a = NativeMemory.AllocZeroed(size), b = NativeMemory.AllocZeroed(size);
        double best = Best(size, () => NativeMemory.Copy(a, b, size));
        NativeMemory.Free(a);
        NativeMemory.Free(b);
        return best;
    }

    private delegate void SamplingKernel(SourceSampler sampler, SourcePicture picture, int row, int rows);

    /// <summary>A frame of a zoom into noise, band by band.</summary>
    private static double Zooming(SamplingKernel kernel)
    {
        byte* source = (byte*)NativeMemory.AlignedAlloc(SourceWidth * SourceHeight * 2, 64);
        new Random(7).NextBytes(new Span<byte>(source, SourceWidth * SourceHeight * 2));
        using var sampler = new SourceSampler(Width, Height);
        int frame = 0;
        double best = Best(Width * Height, () =>
        {
            SourcePicture picture = Picture(source);
            SourceWindow whole = SourceWindow.Fit(SourceWidth, SourceHeight, Width, Height);
            sampler.SetWindow(whole.Zoom(0.3, 0.4, 1 + (0.001 * (++frame % 250))), picture);
            for (int row = 0; row < Height; row += BandRows) kernel(sampler, picture, row, Math.Min(BandRows, Height - row));
        });
        NativeMemory.AlignedFree(source);
        return best;
    }

    private static void Store(Plane plane, PointOperation? operation, Span<byte> target)
    {
        for (int row = plane.FirstRow; row < plane.FirstRow + plane.RowCount; row++) DitheredStore.StoreRow(plane.Row(row), target.Slice(row * plane.Width, plane.Width), row, operation);
    }

    private delegate void NeighborhoodKernel(FrameView input, Band output);

    /// <summary>A frame of noise, through a kernel that reads it all.</summary>
    private static double Blurring(NeighborhoodKernel kernel)
    {
        short[] input = new short[Width * Height * 3 / 2], output = new short[Width * BandRows * 3 / 2];
        for (int i = 0; i < input.Length; i++) input[i] = (short)((i * 7919) & 0x7fff);
        return Best(Width * Height, () =>
        {
            Band frame = BandOf(input, 0, Height);
            var view = new FrameView(frame.Luma, frame.Cb, frame.Cr, Height);
            for (int row = 0; row < Height; row += BandRows) kernel(view, BandOf(output, row, Math.Min(BandRows, Height - row)));
        });
    }

    private static Band BandOf(short[] samples, int row, int rows)
    {
        int luma = Width * rows;
        return new Band(
            new Plane(samples.AsSpan(0, luma), Width, Width, row, rows),
            new Plane(samples.AsSpan(luma, luma / 4), Width / 2, Width / 2, row / 2, rows / 2),
            new Plane(samples.AsSpan(luma * 5 / 4, luma / 4), Width / 2, Width / 2, row / 2, rows / 2), Height);
    }

    private static SourcePicture Picture(byte* source)
    {
        const int chroma = SourceWidth / 2 * (SourceHeight / 2);
        byte* cb = source + (SourceWidth * SourceHeight);
        return new SourcePicture(
            new SourcePlane(new ReadOnlySpan<byte>(source, SourceWidth * SourceHeight), SourceWidth, SourceWidth, SourceHeight),
            new SourcePlane(new ReadOnlySpan<byte>(cb, chroma), SourceWidth / 2, SourceWidth / 2, SourceHeight / 2),
            new SourcePlane(new ReadOnlySpan<byte>(cb + chroma, chroma), SourceWidth / 2, SourceWidth / 2, SourceHeight / 2), 2, 2, 0.5, 0.5);
    }

    private static double PerRow(Action<Span<short>, int> kernel)
    {
        short[] band = new short[Width * BandRows];
        for (int i = 0; i < band.Length; i++) band[i] = (short)((i * 7919) & 0x7fff);
        return Best(Width * Height, () =>
        {
            for (int row = 0; row < Height; row++) kernel(band.AsSpan(row % BandRows * Width, Width), row);
        });
    }

    /// <summary>Nanoseconds a pixel of the best of many repetitions over 0.6 s: what the kernel can do when nobody disturbs it.</summary>
    private static double Best(double pixels, Action work)
    {
        double best = double.MaxValue;
        for (var total = Stopwatch.StartNew(); total.ElapsedMilliseconds < 600;)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds);
        }

        return best / pixels;
    }
}

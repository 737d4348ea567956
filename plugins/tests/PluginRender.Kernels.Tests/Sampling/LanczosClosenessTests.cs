using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>How near the sampler comes to a Lanczos-3 resampling in double precision, next to swscale's bicubic.</summary>
public class LanczosClosenessTests
{
    // By width: RMS in codes between Lanczos-3 and `ffmpeg -vf scale=W:H:flags=bicubic+accurate_rnd+full_chroma_int`
    // (FFmpeg 5.1.9) on Scene(480, 270, 9), luma. Used where no ffmpeg is installed.
    private static readonly Dictionary<int, double> Recorded = new() { [800] = 0.4555, [320] = 0.4092, [240] = 0.4148, [120] = 0.4660, [60] = 0.5942 };

    [Theory]
    [InlineData(800, 450)]
    [InlineData(320, 180)]
    [InlineData(240, 136)]
    [InlineData(120, 68)]
    [InlineData(60, 34)]
    public void Sample_WholePicture_IsAtLeastAsCloseToLanczosAsSwscale(int width, int height)
    {
        TestPicture picture = TestPicture.Scene(480, 270, 9);
        SourceWindow window = new(0, 0, 480, 270);
        TestFrame frame = SourceSamplerTests.Render(picture, width, height, window);
        double[,] lanczos = SourceSamplerTests.Reference(picture, 0, window, frame, (2, 2, 0, 0.5), FloatResampler.Lanczos3);
        double ours = EightBitError(lanczos, (x, y) => Math.Clamp(Math.Round(frame.Row(0, y)[x] / 128.0), 0, 255));
        byte[]? scaled = Swscale(picture, width, height);
        double theirs = scaled is null ? Recorded[width] : EightBitError(lanczos, (x, y) => scaled[(y * width) + x]);
        Assert.True(ours <= theirs, $"{width}x{height}: {ours:F4} codes from Lanczos-3, swscale {theirs:F4}");
    }

    // swscale has no windows of fractional samples; what it would do is its kernel (C = 0.6) in double precision.
    [Theory]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(1.2)]
    [InlineData(1.5)]
    [InlineData(2.7)]
    [InlineData(8.0)]
    public void Sample_FractionalWindow_IsAtLeastAsCloseToLanczosAsTheKernelOfSwscale(double ratio)
    {
        TestPicture picture = TestPicture.Scene(480, 270, 10);
        int width = (int)(400 / ratio) & -2, height = (int)(225 / ratio) & -2;
        SourceWindow window = new(31.37, 12.81, width * ratio, height * ratio);
        TestFrame frame = SourceSamplerTests.Render(picture, width, height, window);
        double[,] lanczos = SourceSamplerTests.Reference(picture, 0, window, frame, (2, 2, 0, 0.5), FloatResampler.Lanczos3);
        double[,] kernel = SourceSamplerTests.Reference(picture, 0, window, frame, (2, 2, 0, 0.5), _ => FloatResampler.Cubic(0.6));
        double ours = EightBitError(lanczos, (x, y) => frame.Row(0, y)[x] / 128.0);
        double theirs = EightBitError(lanczos, (x, y) => kernel[y, x]);
        Assert.True(ours <= theirs, $"ratio {ratio}: {ours:F4} codes from Lanczos-3, C = 0.6 {theirs:F4}");
    }

    private static double EightBitError(double[,] reference, Func<int, int, double> code)
    {
        double sum = 0;
        for (int y = 0; y < reference.GetLength(0); y++)
        {
            for (int x = 0; x < reference.GetLength(1); x++)
            {
                double error = code(x, y) - reference[y, x];
                sum += error * error;
            }
        }

        return Math.Sqrt(sum / reference.Length);
    }

    /// <summary>The luma plane as the ffmpeg command scales it; null where there is none.</summary>
    private static byte[]? Swscale(TestPicture picture, int width, int height)
    {
        string arguments = string.Create(CultureInfo.InvariantCulture,
            $"-v error -f rawvideo -pix_fmt gray -s {picture.Width}x{picture.Height} -i - -vf scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int -f rawvideo -pix_fmt gray -");
        ProcessStartInfo start = new("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task write = Task.Run(() =>
            {
                process.StandardInput.BaseStream.Write(picture[0]);
                process.StandardInput.Close();
            });
            using MemoryStream scaled = new();
            process.StandardOutput.BaseStream.CopyTo(scaled);
            process.WaitForExit();
            write.GetAwaiter().GetResult();
            Assert.Equal(width * height, (int)scaled.Length);
            return scaled.ToArray();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

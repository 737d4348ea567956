using System.Diagnostics;

namespace PluginRender.Sdk.Testing;

/// <summary>How fast an effect is, on one thread, in bands as a render has them.</summary>
internal static class SpeedMeasurement
{
    private const int Width = 1920, Height = 1080, BandHeight = 24, LeastFrames = 9;
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Nanoseconds per luma sample, of the middle one of the frames: some may be left as they are, and some interrupted.</summary>
    public static double Run(TestedEffect effect)
    {
        EffectContext context = EffectRun.Context(Width, Height);
        TestFrame input = TestFrame.Random(Width, Height, 1), output = input.Copy();
        TestPicture picture = TestPicture.Noise(2880, 1620, 2);
        using Effect instance = effect.Create(context);
        List<long> times = [];
        long begun = Stopwatch.GetTimestamp();
        for (int n = 0; n < LeastFrames || Stopwatch.GetElapsedTime(begun) < LeastTime; n++)
        {
            long start = Stopwatch.GetTimestamp();
            EffectRun.Into(output, instance, EffectRun.Time(context, n % 30), input, picture, BandHeight, upward: false);
            times.Add(Stopwatch.GetTimestamp() - start);
        }

        times.Sort();
        return times[times.Count / 2] * (1e9 / Stopwatch.Frequency) / (Width * Height);
    }
}

using System.Globalization;

namespace PluginRender.NativeTests;

public class LifetimeTests
{
    private const int WarmUp = 40;
    private const int Cycles = 200;
    private const long AllowedKiB = 30_000;

    [Fact]
    public void Encoder_TwoHundredCycles_ResidentMemoryStaysBounded()
    {
        for (int i = 0; i < WarmUp; i++) Cycle();
        long before = ResidentKiB();
        for (int i = WarmUp; i < Cycles; i++) Cycle();
        long growth = ResidentKiB() - before;

        Assert.True(growth < AllowedKiB, $"{Cycles - WarmUp} encoders left {growth} KiB behind, {AllowedKiB} KiB are allowed");
    }

    private static void Cycle()
    {
        using var session = EncoderSession.Open(new EncoderSettings());
        Assert.Equal(4, session.Encode(4).Count);
    }

    private static long ResidentKiB()
    {
        // Garbage of the managed side is not a leak.
        GC.Collect();
        string line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

using PluginRender.Rendering;
using Xunit.Abstractions;

namespace PluginRender.Fault.Tests;

/// <summary>
/// What can fail of a render's writing does: the render ends in good order or goes on, nothing broken is left, and the
/// next run completes it. The long tests take every point, every process and many passes: the target FaultTests.
/// </summary>
public sealed class FaultPointTests(ITestOutputHelper output) : IDisposable
{
    private const int InputOutput = 74;
    private const int Retry = 75;
    private const int Killed = 137;

    /// <summary>A point is passed often in a render: these passes of it, as far as there are so many.</summary>
    private static readonly int[] Passes = [1, 2, 3, 5, 30, 61];

    private readonly RecoveringRender render = new(segments: 4, width: 64, height: 36);

    public void Dispose() => render.Dispose();

    [Fact]
    public void Render_WithAFaultHereOrThere_EndsInGoodOrderAndIsCompletedByTheNextRun()
    {
        // A plan that cannot be written, a chunk without room, a packet that cannot be allocated (a new worker can), a
        // worker killed before its record is written, and one between a chunk's name and its record's, a render killed before
        // the video has its name.
        Check("render", "Write 1 EIO", InputOutput);
        Check("worker", "Packet 20 ENOSPC", InputOutput);
        Check("worker", "Allocation 2 ENOMEM", 0);
        Check("worker", "Write 1 KILL", 0);
        Check("worker", "Rename 2 KILL", 0);
        Check("render", "Rename 3 KILL", Killed);
    }

    public static TheoryData<string, FaultPoint, string> Points
    {
        get
        {
            var data = new TheoryData<string, FaultPoint, string>();
            foreach (string process in new[] { "render", "worker" })
            {
                // These renders show colors: the faults of decoding have tests of their own.
                foreach (FaultPoint point in Enum.GetValues<FaultPoint>().Where(p => p != FaultPoint.Decode))
                {
                    string[] actions = point switch
                    {
                        FaultPoint.Allocation => ["ENOMEM", "KILL"],
                        FaultPoint.Packet or FaultPoint.Open or FaultPoint.Header or FaultPoint.Index => ["EIO", "ENOSPC", "ENOMEM", "KILL"],
                        _ => ["EIO", "ENOSPC", "KILL"],
                    };
                    foreach (string action in actions) data.Add(process, point, action);
                }
            }

            return data;
        }
    }

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Points))]
    public void Render_WithAFaultAtAnyPass_EndsInGoodOrderAndIsCompletedByTheNextRun(string process, FaultPoint point, string action)
    {
        int[] allowed = action switch
        {
            "KILL" => [process == "render" ? Killed : 0],
            // A worker is replaced once; the record for Explain is no reason to fail.
            "ENOMEM" => [0, Retry],
            _ => [0, InputOutput],
        };
        var codes = new List<int>();
        foreach (int pass in Passes)
        {
            if (Check(process, $"{point} {pass} {action}", allowed) is not { } code) break;
            codes.Add(code);
        }

        output.WriteLine($"{process} {point} {action}: {codes.Count} passes, exit codes {string.Join(' ', codes)}");
        Assert.NotEmpty(codes);
    }

    private int? Check(string process, string fault, params int[] allowed)
    {
        int? code = render.Disturb(process, fault);
        if (code is { } ended) Assert.True(allowed.Contains(ended), $"{process} {fault}: the render ended with {ended}");
        render.Recover();
        render.Reset();
        return code;
    }
}

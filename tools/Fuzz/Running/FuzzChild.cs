using System.Diagnostics;
using PluginRender.Fuzz.Mutating;
using PluginRender.Fuzz.Targets;

namespace PluginRender.Fuzz.Running;

/// <summary>Reads the inputs of a run one after the other, in a process that may crash.</summary>
internal static class FuzzChild
{
    /// <summary>What the process ends with when an exception was a finding.</summary>
    public const int Thrown = 3;

    /// <summary>What it ends with when an input took too long.</summary>
    public const int Hanging = 4;

    /// <summary>What it ends with when it took too much memory.</summary>
    public const int Oversized = 5;

    private const long MostMemory = 2L << 30;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Reads the inputs numbered from <paramref name="first"/> to one before <paramref name="end"/>.</summary>
    public static int Run(IFuzzTarget target, ulong seed, long first, long end, FuzzBoard board)
    {
        var mutator = new Mutator(target.Seeds, target.Words);
        board.Input = first;
        Watch(board);
        for (long input = first; input < end; input++)
        {
            board.Input = input;
            if (!Read(target, Make(target, mutator, seed, input), out bool accepted)) return Thrown;
            if (accepted) board.Accepted++;
        }

        return 0;
    }

    /// <summary>Reads a file; 0 whether it is accepted or refused.</summary>
    public static int Replay(IFuzzTarget target, string file) => Read(target, File.ReadAllBytes(file), out _) ? 0 : Thrown;

    /// <summary>One input of a run.</summary>
    public static byte[] Make(IFuzzTarget target, Mutator mutator, ulong seed, long input)
        => target.Finish(mutator.Make(seed, input), Chance.Of(~seed, input).Next());

    private static bool Read(IFuzzTarget target, byte[] bytes, out bool accepted)
    {
        accepted = false;
        try
        {
            accepted = target.Accepts(bytes);
            return true;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}");
            return false;
        }
    }

    private static void Watch(FuzzBoard board) => new Thread(() =>
    {
        var watch = Stopwatch.StartNew();
        for (long last = board.Input; ; Thread.Sleep(200))
        {
            long now = board.Input;
            if (now != last) watch.Restart();
            last = now;
            if (watch.Elapsed > MostTime) End(Hanging, $"no answer within {MostTime.TotalSeconds} s");
            if (Environment.WorkingSet > MostMemory) End(Oversized, $"{Environment.WorkingSet >> 20} MiB of memory");
        }

        static void End(int code, string why)
        {
            Console.Error.WriteLine(why);
            Environment.Exit(code);
        }
    })
    { IsBackground = true, Name = "watch" }.Start();
}

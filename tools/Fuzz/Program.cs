using System.Globalization;
using PluginRender.Fuzz.Running;
using PluginRender.Fuzz.Targets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["run", var targets, var count, var seed, var folder]:
        bool clean = true;
        foreach (string name in targets == "all" ? FuzzTargets.All.Keys : targets.Split(','))
        {
            FuzzResult result = FuzzRun.Run(name, ulong.Parse(seed), long.Parse(count), folder);
            Console.Out.WriteLine($"[fuzz] {result}");
            foreach (Finding finding in result.Findings) Console.Out.WriteLine($"[fuzz] {name}, input {finding.Input}, {finding.Kind}: {finding.Text}\n[fuzz]   kept in {finding.File}");
            clean &= result.Findings.Count == 0;
        }

        return clean ? 0 : 1;
    case ["child", var name, var seed, var first, var end, var place]:
        using (var board = new FuzzBoard(place))
        using (IFuzzTarget target = FuzzTargets.Make(name)) return FuzzChild.Run(target, ulong.Parse(seed), long.Parse(first), long.Parse(end), board);
    case ["replay", var name, var file]:
        using (IFuzzTarget target = FuzzTargets.Make(name)) return FuzzChild.Replay(target, file);
    case ["afl", var name]:
        // For afl-fuzz, after `sharpfuzz` has instrumented the assemblies to look at.
        using (IFuzzTarget target = FuzzTargets.Make(name))
        {
            SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
            {
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                target.Accepts(bytes.ToArray());
            });
            return 0;
        }

    case ["libfuzzer", var name, ..]:
        using (IFuzzTarget target = FuzzTargets.Make(name))
        {
            SharpFuzz.Fuzzer.LibFuzzer.Run(bytes => target.Accepts(bytes.ToArray()));
            return 0;
        }

    default:
        Console.Error.WriteLine($"usage: run TARGET[,TARGET]|all COUNT SEED FOLDER | replay TARGET FILE | afl TARGET | libfuzzer TARGET   (targets: {string.Join(", ", FuzzTargets.All.Keys)})");
        return 2;
}

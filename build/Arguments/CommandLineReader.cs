using Cake.Core.Diagnostics;
using PluginRender.Projects;

namespace PluginRender.Build.Arguments;

/// <summary>Reads the whole command line and reports everything that is wrong with it at once.</summary>
public static class CommandLineReader
{
    // Cake's own; the host reads them.
    private static readonly string[] CakeSwitches =
    [
        "--description", "--descriptions", "--showdescription", "--showdescriptions", "--tree", "--showtree",
        "--dryrun", "--noop", "--whatif", "--exclusive", "-e", "--info", "--invalidate-script-cache",
    ];

    // Those that Cake takes and this reads too, under each of their names.
    private static readonly string[] TargetSwitches = ["--target", "-t"], VerbositySwitches = ["--verbosity", "-v"];

    private static readonly string[] HelpSwitches = ["--help", "-h", "-?"], VersionSwitches = ["--version", "--ver"];

    private static readonly (string Word, Verbosity Value)[] Verbosities =
    [
        ("normal", Verbosity.Normal), ("quiet", Verbosity.Quiet), ("minimal", Verbosity.Minimal), ("verbose", Verbosity.Verbose), ("diagnostic", Verbosity.Diagnostic),
    ];

    /// <summary>Reads <paramref name="args"/>.</summary>
    /// <param name="args">The arguments as given.</param>
    /// <param name="surroundings">What defaults and relative paths depend on.</param>
    /// <param name="targets">The names that --target takes.</param>
    public static CommandLineResult Read(IReadOnlyList<string> args, Surroundings surroundings, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(surroundings);
        ArgumentNullException.ThrowIfNull(targets);
        var errors = new List<string>();
        (IReadOnlyList<GivenArgument> given, IReadOnlyList<StrayWords> strays) = GivenArguments.Split(args);
        errors.AddRange(strays.Select(stray => StrayWordRefusal.Of(stray, targets)));
        var values = new ArgumentValues(given, errors);
        RenderArguments render = ReadRender(values, surroundings);
        CheckOutput(given, surroundings, errors);
        var commandLine = new CommandLine(
            render, ReadPreview(values, errors), values.Flag("--json"), values.Flag("--accept"), values.Flag("--lock"), values.Flag("--catalog"),
            Absolute(values.Text("--schema"), surroundings),
            new FuzzArguments(values.Integer("--count", 1, int.MaxValue) ?? 100_000, values.Integer("--seed", 0, int.MaxValue)),
            new GoldenArguments(
                Has(given, "--project"), Absolute(values.Text("--golden"), surroundings) ?? Path.ChangeExtension(render.ProjectFile, ".golden"),
                values.Number("--psnr", 1, 100)),
            values.Choice("--log", ("auto", LogChoice.Auto), ("plain", LogChoice.Plain), ("json", LogChoice.Json)),
            ReadVerbosity(given, errors), given.Any(a => Is(a, HelpSwitches)), given.Any(a => Is(a, VersionSwitches)));
        if (commandLine is { Json: true, Log: LogChoice.Json })
            errors.Add("--json and --log=json both say what standard output holds; give one of them.");

        CheckPlan(given, errors);
        CheckGolden(given, errors);
        CheckTargets([.. given.Where(a => Is(a, TargetSwitches))], targets, errors);
        string[] names = [.. values.Names, .. CakeSwitches, .. TargetSwitches, .. VerbositySwitches, .. HelpSwitches, .. VersionSwitches];
        foreach (GivenArgument argument in given)
        {
            CheckName(argument.Name, names, errors);
            if (Is(argument, [.. CakeSwitches, .. HelpSwitches, .. VersionSwitches]) && argument.Value is not (null or "true" or "false"))
                errors.Add($"{argument.Name}={argument.Value}: it takes no value.");
        }

        return new CommandLineResult(errors.Count == 0 ? commandLine : null, errors, commandLine.Log, [.. values.Names.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Cake reads it too, and knows the same words.</summary>
    private static Verbosity ReadVerbosity(IReadOnlyList<GivenArgument> given, List<string> errors)
    {
        GivenArgument[] found = [.. given.Where(a => Is(a, VerbositySwitches))];
        if (found.Length > 1) errors.Add($"{found[0].Name} is given {found.Length} times; give it once.");
        if (found.Length == 0) return Verbosity.Normal;
        foreach ((string word, Verbosity value) in Verbosities)
        {
            if (word.Equals(found[0].Value, StringComparison.OrdinalIgnoreCase)) return value;
        }

        errors.Add($"{found[0].Name}={found[0].Value}: give one of {string.Join(", ", Verbosities.Select(v => v.Word))}.");
        return Verbosity.Normal;
    }

    private static bool Is(GivenArgument argument, string[] names) => names.Contains(argument.Name, StringComparer.OrdinalIgnoreCase);

    private static RenderArguments ReadRender(ArgumentValues values, Surroundings surroundings)
    {
        string project = Absolute(values.Text("--project")) ?? surroundings.Paths.ShowcaseProject;
        string name = Path.GetFileNameWithoutExtension(project);
        string[]? plugins = values.Text("--plugins")?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new RenderArguments(
            ProjectFile: project,
            OutputFile: Absolute(values.Text("--output")) ?? Path.Combine(surroundings.Paths.Renders, name + ".mp4"),
            CacheFolder: Absolute(values.Text("--cache")) ?? surroundings.Cache.Folder,
            CacheWarning: values.Has("--cache") ? null : surroundings.Cache.Warning,
            CacheGib: values.Number("--cache-size", 0, 1_000_000) ?? 20,
            PluginFolders: plugins is null ? [surroundings.Paths.Plugins] : [.. plugins.Select(folder => Absolute(folder)!)],
            Workers: values.Integer("--workers", 1, 256),
            ThreadsPerWorker: values.Integer("--threads-per-worker", 1, 64) ?? 2,
            ChunkSeconds: values.Number("--chunk-seconds", 0.1m, 3600),
            MemoryGib: values.Number("--memory", 0.25m, 16384),
            Isolation: values.Choice("--isolation", ("process", WorkerIsolation.Process), ("thread", WorkerIsolation.Thread)),
            Encoder: values.Choice("--encoder", ("auto", EncoderChoice.Auto), ("libx264", EncoderChoice.Libx264), ("h264_nvenc", EncoderChoice.H264Nvenc)),
            ChunkTimeoutSeconds: values.Number("--chunk-timeout", 1, 86400) ?? 60,
            OnEffectError: values.Choice("--on-effect-error", ("fail", EffectErrorPolicy.Fail), ("skip", EffectErrorPolicy.Skip)),
            DetectorModel: Absolute(values.Text("--detector")),
            PlanFile: Absolute(values.Text("--plan")),
            Replan: values.Flag("--replan"),
            Fresh: values.Flag("--fresh"),
            AllowOutside: values.Flag("--allow-outside"));

        string? Absolute(string? path) => CommandLineReader.Absolute(path, surroundings);
    }

    private static string? Absolute(string? path, Surroundings surroundings) => path is null ? null : Path.GetFullPath(path, surroundings.InvocationFolder);

    private static PreviewArguments ReadPreview(ArgumentValues values, List<string> errors)
    {
        var preview = new PreviewArguments(values.Integer("--frame", 0, int.MaxValue), values.Number("--time", 0, 1_000_000), values.Flag("--watch"));
        if (preview is { Frame: not null, Seconds: not null })
            errors.Add("--frame and --time both say which picture; give one of them.");
        return preview;
    }

    /// <summary>What a plan says is not said a second time.</summary>
    private static void CheckPlan(IReadOnlyList<GivenArgument> given, List<string> errors)
    {
        if (!Has(given, "--plan")) return;
        foreach (string name in (string[])["--chunk-seconds", "--threads-per-worker", "--detector", "--replan"])
        {
            if (Has(given, name)) errors.Add($"{name} is for planning, and --plan gives a plan; leave out one of them.");
        }
    }

    private static void CheckGolden(IReadOnlyList<GivenArgument> given, List<string> errors)
    {
        if (Has(given, "--psnr") && Has(given, "--accept"))
            errors.Add("--psnr is for comparing, and --accept replaces what is compared with; leave out one of them.");
        if (Has(given, "--project")) return;
        foreach (string name in (string[])["--golden", "--psnr"])
        {
            if (Has(given, name)) errors.Add($"{name} is for the reference of a project; give --project=FILE too.");
        }
    }

    private static void CheckOutput(IReadOnlyList<GivenArgument> given, Surroundings surroundings, List<string> errors)
    {
        bool takesPictures = given.Any(a => TargetSwitches.Contains(a.Name, StringComparer.OrdinalIgnoreCase) && nameof(Tasks.Preview).Equals(a.Value, StringComparison.OrdinalIgnoreCase));
        foreach (GivenArgument argument in given.Where(a => a.Name.Equals("--output", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(a.Value)))
        {
            if (OutputName.ProblemOf(argument.Value!, Absolute(argument.Value, surroundings)!, takesPictures) is { } problem) errors.Add($"--output={ShownText.Line(argument.Value!)}: {problem}.");
        }
    }

    private static bool Has(IReadOnlyList<GivenArgument> given, string name) => given.Any(argument => argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void CheckTargets(GivenArgument[] found, IReadOnlyList<string> targets, List<string> errors)
    {
        // Cake would run one after the other, and what one ends with would be lost.
        if (found.Length > 1) errors.Add($"{found[0].Name} is given {found.Length} times; give it once, and start once for each target.");
        foreach (GivenArgument argument in found)
        {
            string target = argument.Value ?? string.Empty, all = string.Join(", ", targets);
            if (targets.Contains(target, StringComparer.OrdinalIgnoreCase)) continue;
            if (string.IsNullOrWhiteSpace(target)) errors.Add($"{argument.Name} has no value; write {argument.Name}=NAME: there are {all}.");
            else errors.Add($"{argument.Name}={target}: there is no such target; {(NearestName.Find(target, targets) is { } nearest ? $"did you mean {nearest}?" : $"there are {all}.")}");
        }
    }

    private static void CheckName(string name, IReadOnlyList<string> names, List<string> errors)
    {
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            return;
        // Any short name is near to any other.
        string remedy = name.Length > 3 && NearestName.Find(name, names) is { } nearest
            ? $"did you mean {nearest}?"
            : "there are " + string.Join(", ", names.Except(CakeSwitches)) + ", and Cake's own; --help says more.";
        errors.Add($"{name} is not an argument; {remedy}");
    }
}

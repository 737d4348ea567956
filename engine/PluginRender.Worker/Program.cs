using PluginRender.Build;
using PluginRender.Build.Running;
using PluginRender.Detection;
using PluginRender.Detection.Saliency;
using PluginRender.Rendering;
using PluginRender.Worker;

FaultSwitch.Arm("worker");
try
{
    return (int)(args.FirstOrDefault() switch
    {
        "serve" => RenderService.Run(WorkerArguments.Read(args.Skip(1), "commands", "events", "board", "project-folder", "cache", "plugins", "picture-bytes", "allow-outside?")),
        "chunk" => ChunkTask.Run(WorkerArguments.Read(args.Skip(1), "plan", "index", "project-folder", "cache", "plugins", "allow-outside?")),
        "frame" => FrameTask.Run(WorkerArguments.Read(args.Skip(1), "plan", "index", "project-folder", "plugins", "chunk-timeout", "memory")),
        "stills" => StillsTask.Run(WorkerArguments.Read(args.Skip(1), "plan", "frames", "width", "output", "project-folder", "cache", "plugins", "allow-outside?")),
        "pictures" => PicturesTask.Run(),
        "detect" => DetectionTask.Run(WorkerArguments.Read(args.Skip(1), "cache")["cache"], OpenDetector),
        _ => throw new ArgumentException("give a command: chunk --plan=FILE --index=N --project-folder=DIR --cache=DIR --plugins=DIR[;DIR] [--allow-outside=true]"),
    });
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"error[{(int)ExitCode.WrongArguments}]: {e.Message}");
    return (int)ExitCode.WrongArguments;
}
catch (Exception e)
{
    ExitCode code = FailureKinds.Of(e).Code;
    Console.Error.WriteLine($"error[{(int)code}]: {(code == ExitCode.Defect ? $"{e.GetType().Name}: " : "")}{Explained(e.Message)}");
    return (int)code;
}

// Of a task on a cluster; a render explains what its own processes say.
string Explained(string message) => args[0] == "chunk" && args.FirstOrDefault(a => a.StartsWith("--cache=", StringComparison.Ordinal)) is { } cache
    ? CacheFailure.Explain(message, Path.GetFullPath(cache["--cache=".Length..]), "give another --cache=DIR")
    : message;

// Models are for PluginRender.Detector, so that nothing here needs a runtime for them.
static ISubjectDetector OpenDetector(DetectionSettings settings)
    => settings.UsesModels ? throw new ArgumentException("this program knows no models; start PluginRender.Detector for them") : new SaliencyFacts();

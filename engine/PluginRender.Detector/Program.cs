using Microsoft.ML.OnnxRuntime;
using PluginRender.Build;
using PluginRender.Detection;
using PluginRender.Detector;
using PluginRender.Detector.Onnx;
using PluginRender.Rendering;
using PluginRender.Worker;

const string noTelemetry = "ORT_DISABLE_TELEMETRY";
try
{
    // ONNX Runtime reads it from the process's environment when it is loaded: too late to set it here.
    if (Environment.GetEnvironmentVariable(noTelemetry) != "1")
        throw new ArgumentException($"{noTelemetry}=1 is not set; start this program with it, so that ONNX Runtime sends nothing");
    return (int)(args.FirstOrDefault() switch
    {
        "detect" => DetectionTask.Run(WorkerArguments.Read(args.Skip(1), "cache")["cache"], Open),
        "providers" => TellProviders(),
        _ => throw new ArgumentException("give a command: detect --cache=DIR, and a request on standard input; or providers"),
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
    Console.Error.WriteLine($"error[{(int)code}]: {(code == ExitCode.Defect ? $"{e.GetType().Name}: " : "")}{e.Message}");
    return (int)code;
}

static ExitCode TellProviders()
{
    OrtEnv runtime = StartRuntime();
    var providers = new ExecutionProviders(runtime.GetAvailableProviders(), _ => { });
    Console.Out.WriteLine($"{string.Join(", else ", providers.Working())}; ONNX Runtime {runtime.GetVersionString()}");
    return ExitCode.Done;
}

static OrtEnv StartRuntime()
{
    var options = new EnvironmentCreationOptions { logId = "PluginRender", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    OrtEnv runtime = OrtEnv.CreateInstanceWithOptions(ref options);
    runtime.DisableTelemetryEvents();
    return runtime;
}

static ISubjectDetector Open(DetectionSettings settings)
{
    OrtEnv runtime = StartRuntime();
    var providers = new ExecutionProviders(runtime.GetAvailableProviders(), warning => Console.Out.WriteLine($"[detect] WARNING {warning}"));
    var detector = new ModelFacts(settings, providers);
    Console.Out.WriteLine($"[detect] models run on {providers.Used}, ONNX Runtime {runtime.GetVersionString()}");
    return detector;
}

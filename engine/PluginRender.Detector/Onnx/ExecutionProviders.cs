using Microsoft.ML.OnnxRuntime;

namespace PluginRender.Detector.Onnx;

/// <summary>Where models run: on the first accelerator that works, else on the processor.</summary>
internal sealed class ExecutionProviders
{
    // Names that ONNX Runtime has for them, in the order they are tried.
    private static readonly (string Name, Action<SessionOptions> Append)[] Accelerators =
    [
        ("CUDAExecutionProvider", options => options.AppendExecutionProvider_CUDA(0)),
        ("TensorrtExecutionProvider", options => options.AppendExecutionProvider_Tensorrt(0)),
    ];

    private const int MostThreads = 8;

    private readonly Action<string> warn;
    private readonly List<(string Name, Action<SessionOptions> Append)> candidates;

    /// <param name="available">What this ONNX Runtime was built with.</param>
    /// <param name="warn">Told once, when an accelerator that is there does not work.</param>
    public ExecutionProviders(IEnumerable<string> available, Action<string> warn)
    {
        this.warn = warn;
        candidates = [.. Accelerators.Where(a => available.Contains(a.Name, StringComparer.Ordinal))];
    }

    /// <summary>What the last session runs on.</summary>
    public string Used { get; private set; } = "CPU";

    /// <summary>Those that can be used here, the processor last.</summary>
    public IEnumerable<string> Working()
    {
        foreach ((string name, Action<SessionOptions> append) in candidates)
        {
            using SessionOptions options = MakeOptions();
            try
            {
                append(options);
            }
            catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
            {
                continue;
            }

            yield return Short(name);
        }

        yield return "CPU";
    }

    /// <summary>Opens a session on the first provider that takes it.</summary>
    /// <param name="open">Opens it with options; may be called again with others.</param>
    public InferenceSession Open(Func<SessionOptions, InferenceSession> open)
    {
        string? reason = null;
        while (candidates.Count > 0)
        {
            (string name, Action<SessionOptions> append) = candidates[0];
            using SessionOptions options = MakeOptions();
            try
            {
                append(options);
                InferenceSession session = open(options);
                Used = Short(name);
                return session;
            }
            catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
            {
                // Its libraries may be missing, or it may not know the model; later models need not try again.
                candidates.RemoveAt(0);
                reason ??= $"{Short(name)} does not work here ({OnnxModel.FirstLine(e.Message)})";
            }
        }

        using SessionOptions plain = MakeOptions();
        InferenceSession onProcessor = open(plain);
        Used = "CPU";
        // Only now: a model that the processor does not take either is wrong, and not the accelerator.
        if (reason is not null) warn($"{reason}; models run on the processor");
        return onProcessor;
    }

    private static SessionOptions MakeOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = Math.Clamp(Environment.ProcessorCount, 1, MostThreads),
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Threads that wait for work would take the time of those that decode the next pictures.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static string Short(string name) => name.Replace("ExecutionProvider", "", StringComparison.Ordinal);
}

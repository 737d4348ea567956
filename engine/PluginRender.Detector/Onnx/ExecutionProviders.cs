using Microsoft.ML.OnnxRuntime;

namespace PluginRender.Detector.Onnx;

/// <summary>Where models run: on the first accelerator that works, else on the processor.</summary>
internal sealed class ExecutionProviders
{
    // Names that ONNX Runtime has for them, in the order they are tried. TensorRT comes second: it builds a program for each
    // model first, which takes minutes, and a model is used once.
    private static readonly (string Name, Action<SessionOptions> Append)[] Accelerators =
    [
        ("CUDAExecutionProvider", AppendCuda),
        ("TensorrtExecutionProvider", options => options.AppendExecutionProvider_Tensorrt(0)),
    ];

    // For a few pictures, measuring every algorithm of every convolution (EXHAUSTIVE, the default) takes longer than it saves; TF32
    // has 10 bits of mantissa, and facts should be those of the processor as far as they can; memory is for others too.
    private static readonly Dictionary<string, string> CudaOptions = new()
    {
        ["device_id"] = "0",
        ["cudnn_conv_algo_search"] = "HEURISTIC",
        ["use_tf32"] = "0",
        ["arena_extend_strategy"] = "kSameAsRequested",
    };

    // A model of one addition: what loads a provider's library does not try whether there is a device.
    private static readonly byte[] Addition = Convert.FromBase64String("CAg6NQoOCgF4CgF4EgF5IgNBZGQSAWdaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAR");

    private const int MostThreads = 8;

    private readonly Action<string> warn;
    private readonly List<(string Name, Action<SessionOptions> Append)> candidates;

    /// <param name="available">What this ONNX Runtime was built with.</param>
    /// <param name="warn">Told once, when an accelerator that is there does not work.</param>
    public ExecutionProviders(IEnumerable<string> available, Action<string> warn)
        : this(Accelerators.Where(a => available.Contains(a.Name, StringComparer.Ordinal)), warn)
    {
    }

    internal ExecutionProviders(IEnumerable<(string Name, Action<SessionOptions> Append)> accelerators, Action<string> warn)
        => (candidates, this.warn) = ([.. accelerators], warn);

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
                new InferenceSession(Addition, options).Dispose();
            }
            catch (Exception e) when (IsRefusal(e))
            {
                continue;
            }

            yield return Short(name);
        }

        yield return "CPU";
    }

    /// <summary>Opens a session on the first provider that takes it.</summary>
    /// <param name="open">Opens it with options; may be called again with others.</param>
    /// <param name="accelerator">Which one it is; null for the processor.</param>
    public InferenceSession Open(Func<SessionOptions, InferenceSession> open, out string? accelerator)
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
                accelerator = Used = Short(name);
                return session;
            }
            catch (Exception e) when (IsRefusal(e))
            {
                // Its libraries may be missing, or it may not know the model; later models need not try again.
                candidates.RemoveAt(0);
                reason ??= $"{Short(name)} does not work here ({OnnxModel.FirstLine(e.Message)})";
            }
        }

        accelerator = null;
        InferenceSession onProcessor = OpenOnProcessor(open);
        // Only now: a model that the processor does not take either is wrong, and not the accelerator.
        if (reason is not null) warn($"{reason}; models run on the processor");
        return onProcessor;
    }

    /// <summary>Opens a session on the processor.</summary>
    /// <param name="open">Opens it with options.</param>
    public InferenceSession OpenOnProcessor(Func<SessionOptions, InferenceSession> open)
    {
        using SessionOptions plain = MakeOptions();
        InferenceSession session = open(plain);
        Used = "CPU";
        return session;
    }

    /// <summary>Has no further model run on accelerators: one failed with a model that the processor has run.</summary>
    /// <param name="accelerator">Which one failed.</param>
    /// <param name="failure">How.</param>
    public void GiveUp(string accelerator, OnnxRuntimeException failure)
    {
        candidates.Clear();
        warn($"{accelerator} failed while a model ran ({OnnxModel.FirstLine(failure.Message)}); it runs on the processor");
    }

    private static void AppendCuda(SessionOptions options)
    {
        // Not by the number of a device alone: that way the reason stays in ONNX Runtime's log, such as which library is missing.
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(CudaOptions);
        options.AppendExecutionProvider_CUDA(cuda);
    }

    private static bool IsRefusal(Exception e) => e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException;

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

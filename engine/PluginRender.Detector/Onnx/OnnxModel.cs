using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Planning;

namespace PluginRender.Detector.Onnx;

/// <summary>A loaded model: one session, whatever it is used for.</summary>
internal sealed partial class OnnxModel : IDisposable
{
    private readonly RunOptions run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly ExecutionProviders providers;
    private InferenceSession session;
    private string? accelerator;

    private OnnxModel(string path, ExecutionProviders providers, InferenceSession session, string? accelerator)
    {
        (Path, this.providers, this.session, this.accelerator) = (path, providers, session, accelerator);
        Inputs = [.. session.InputNames.Select(n => TensorForm.Of(path, n, session.InputMetadata[n]))];
        Outputs = [.. session.OutputNames.Select(n => TensorForm.Of(path, n, session.OutputMetadata[n]))];
    }

    public string Path { get; }

    public IReadOnlyList<TensorForm> Inputs { get; }

    public IReadOnlyList<TensorForm> Outputs { get; }

    public IReadOnlyDictionary<string, string> Metadata => session.ModelMetadata.CustomMetadataMap;

    /// <exception cref="ModelException">The file is not there, or no model that can be loaded.</exception>
    public static OnnxModel Open(string path, ExecutionProviders providers)
    {
        if (!File.Exists(path)) throw ModelException.Missing(path);
        InferenceSession session;
        string? accelerator;
        try
        {
            session = providers.Open(options => new InferenceSession(path, options), out accelerator);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(path, $"it cannot be loaded ({FirstLine(e.Message)})", "expected a whole ONNX file with its weights inside; download or export it again", e);
        }

        try
        {
            return new OnnxModel(path, providers, session, accelerator);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs the model; the outputs of numbers, in the model's order. What an accelerator cannot run, such as for want of memory, the
    /// processor runs from then on.
    /// </summary>
    /// <exception cref="ModelException">It fails, or gives more than anyone can want.</exception>
    public IReadOnlyDictionary<string, FloatTensor> Run(IReadOnlyDictionary<string, OrtValue> inputs)
    {
        try
        {
            return RunHere(inputs);
        }
        catch (OnnxRuntimeException e) when (accelerator is not null)
        {
            string failed = accelerator;
            InferenceSession onProcessor = providers.OpenOnProcessor(options => new InferenceSession(Path, options));
            session.Dispose();
            (session, accelerator) = (onProcessor, null);
            IReadOnlyDictionary<string, FloatTensor> outputs = Run(inputs);
            providers.GiveUp(failed, e);
            return outputs;
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(Path, $"it cannot be run ({FirstLine(e.Message)})", "expected a model that runs with its declared inputs; export it again", e);
        }
    }

    /// <summary>Values as the input wants them.</summary>
    public static OrtValue Value(TensorElementType type, long[] shape, float[] values)
    {
        if (type == TensorElementType.Float) return OrtValue.CreateTensorValueFromMemory(values, shape);
        var halves = new Float16[values.Length];
        for (int i = 0; i < values.Length; i++) halves[i] = (Float16)values[i];
        return OrtValue.CreateTensorValueFromMemory(halves, shape);
    }

    /// <summary>Token numbers as the input wants them.</summary>
    public static OrtValue Value(TensorElementType type, long[] shape, IEnumerable<int> values) => type == TensorElementType.Int32
        ? OrtValue.CreateTensorValueFromMemory<int>([.. values], shape)
        : OrtValue.CreateTensorValueFromMemory<long>([.. values.Select(v => (long)v)], shape);

    /// <summary>What a message of many lines is about, without codes and paths that are said elsewhere.</summary>
    public static string FirstLine(string message)
    {
        // Around it are the function, its template arguments, the host and the expression.
        if (DeviceFailure().Match(message) is { Success: true } failure) return failure.Groups[1].Value;
        string line = Preamble().Replace(message, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "no reason given";
        return line.Length > 300 ? line[..300] + "…" : line;
    }

    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\] (/\S+\.cc:\d+ .*?\[ONNXRuntimeError\] : \d+ : \w+ : )?|Load model from .*? failed: ?|Failed to load library \S+ with error: |Exception during initialization: ", RegexOptions.CultureInvariant)]
    private static partial Regex Preamble();

    [GeneratedRegex(@"((CUDA|CUDNN|CUBLAS|CURAND|CUFFT) failure -?\d+: [^;\n]*[^;\s])", RegexOptions.CultureInvariant)]
    private static partial Regex DeviceFailure();

    private Dictionary<string, FloatTensor> RunHere(IReadOnlyDictionary<string, OrtValue> inputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, inputs, session.OutputNames);
        return session.OutputNames.Zip(results).Where(r => IsFloat(r.Second)).ToDictionary(r => r.First, r => Read(r.First, r.Second), StringComparer.Ordinal);
    }

    private static bool IsFloat(OrtValue value)
        => value.IsTensor && value.GetTensorTypeAndShape().ElementDataType is TensorElementType.Float or TensorElementType.Float16;

    private FloatTensor Read(string name, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        if (info.ElementCount > TensorForm.MostElements)
            throw new ModelException(Path, $"its output \"{name}\" has {info.ElementCount} elements", $"expected at most {TensorForm.MostElements}; export the model for pictures of common sizes, such as 640x640");
        int[] shape = [.. info.Shape.Select(d => (int)d)];
        if (info.ElementDataType == TensorElementType.Float) return new FloatTensor(shape, value.GetTensorDataAsSpan<float>().ToArray());
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>());
        float[] values = new float[halves.Length];
        for (int i = 0; i < values.Length; i++) values[i] = (float)halves[i];
        return new FloatTensor(shape, values);
    }
}

using PluginRender.Build.Processes;

namespace PluginRender.Build.Detection;

/// <summary>The program that looks at pictures with models. It needs ONNX Runtime, which nobody else does.</summary>
internal static class DetectorProgram
{
    /// <inheritdoc cref="ProgramOnDemand.Built"/>
    public static string Built(BuildContext context) => new ProgramOnDemand(
        "detector", context.Paths.DetectorProject, context.Paths.Detector, "[detect] building the detector, with ONNX Runtime",
        "models need Microsoft.ML.OnnxRuntime. Without a model, subjects are found by saliency.").Built(context);
}

namespace PluginRender.Build.Arguments;

/// <summary>What to render and how. All paths are absolute.</summary>
/// <param name="ProjectFile">The project file; the showcase project by default.</param>
/// <param name="OutputFile">The video; <c>artifacts/render/NAME.mp4</c> by default, with the project file's name.</param>
/// <param name="CacheFolder">The content-addressed chunk cache; <c>$XDG_CACHE_HOME/pluginrender</c> by default.</param>
/// <param name="CacheWarning">Why the cache is not where somebody may look for it; null where it is.</param>
/// <param name="CacheGib">What the cache may take once a render is done, in GiB; 20 by default.</param>
/// <param name="PluginFolders">Where effect plugins are looked for; <c>artifacts/plugins</c> by default.</param>
/// <param name="Workers">Parallel chunk workers; null for as many as cores and the memory budget admit.</param>
/// <param name="ThreadsPerWorker">Encoder threads in a worker; part of the plan.</param>
/// <param name="ChunkSeconds">Target chunk duration; part of the plan; null for a duration derived from the project's.</param>
/// <param name="MemoryGib">The budget that admission keeps to, in GiB; null for 80% of what the machine or its cgroup has.</param>
/// <param name="Isolation">Where workers run.</param>
/// <param name="Encoder">The encoder of the whole output.</param>
/// <param name="ChunkTimeoutSeconds">How long a worker process may take for one frame before it is taken for hanging.</param>
/// <param name="OnEffectError">What a failing effect does to the render.</param>
/// <param name="DetectorModel">An ONNX model to find subjects with, before the project's own; null for that, or saliency.</param>
/// <param name="PlanFile">A plan to render instead of planning the project; null for none.</param>
/// <param name="Replan">Ask a language model again, whatever it answered before.</param>
/// <param name="Fresh">Ignore what the cache holds.</param>
/// <param name="AllowOutside">Let a project's paths lead out of its folder.</param>
public sealed record RenderArguments(
    string ProjectFile,
    string OutputFile,
    string CacheFolder,
    string? CacheWarning,
    decimal CacheGib,
    IReadOnlyList<string> PluginFolders,
    int? Workers,
    int ThreadsPerWorker,
    decimal? ChunkSeconds,
    decimal? MemoryGib,
    WorkerIsolation Isolation,
    EncoderChoice Encoder,
    decimal ChunkTimeoutSeconds,
    EffectErrorPolicy OnEffectError,
    string? DetectorModel,
    string? PlanFile,
    bool Replan,
    bool Fresh,
    bool AllowOutside);

/// <summary>Where workers run.</summary>
public enum WorkerIsolation
{
    /// <summary>Each in a process of its own.</summary>
    Process,

    /// <summary>All in this process.</summary>
    Thread,
}

/// <summary>The encoder of the whole output.</summary>
public enum EncoderChoice
{
    /// <summary>libx264, and the fallback when that fails.</summary>
    Auto,

    /// <summary>libx264 only.</summary>
    Libx264,

    /// <summary>h264_nvenc only.</summary>
    H264Nvenc,
}

/// <summary>What a failing effect does to the render.</summary>
public enum EffectErrorPolicy
{
    /// <summary>It ends it.</summary>
    Fail,

    /// <summary>The segment is rendered without it.</summary>
    Skip,
}

namespace PluginRender.Sdk;

/// <summary>What an effect states by <see cref="EffectMemoryAttribute"/>.</summary>
/// <param name="Instance">Bytes of one instance, as an expression; empty for nothing.</param>
/// <param name="Call">Bytes of a call besides, likewise.</param>
/// <param name="ProcessMiB">MiB in each process that has instances.</param>
/// <param name="LibraryMiB">MiB that processes share.</param>
/// <param name="Library">
/// What brings the latter two: the library that plugins share, or the plugin. They count once for all effects that have the same.
/// </param>
public sealed record EffectMemory(string Instance, string Call, int ProcessMiB, int LibraryMiB, string Library);

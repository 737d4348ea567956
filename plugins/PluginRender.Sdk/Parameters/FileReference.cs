namespace PluginRender.Sdk;

/// <summary>
/// A file of the project that an effect reads, such as a model or a table. The host finds it, keeps it to the project's folder,
/// lets its content decide which chunks are made anew, and has compared it with the plan when the effect is created.
/// </summary>
/// <param name="Path">What an effect gets is absolute; in projects and plans it is relative to the project's folder, with forward slashes.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal; empty before the file was read.</param>
public sealed record FileReference(string Path, string Sha256);

using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>A model, or a file that belongs to one, cannot be used. The message says what was expected instead.</summary>
public sealed class ModelException(string path, string problem, string remedy, Exception? inner = null)
    : Exception(ShownText.Line($"model {path}: {problem}; {remedy}"), inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;

    /// <summary>What was expected, and what to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Whether it is not there at all.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>There is no such file.</summary>
    public static ModelException Missing(string path)
        => new(path, "there is no such file", "put the model there or correct the path") { IsMissing = true };
}

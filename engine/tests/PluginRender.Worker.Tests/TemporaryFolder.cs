namespace PluginRender.Worker.Tests;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pluginrender-worker").FullName;

    public IEnumerable<string> AllFiles => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

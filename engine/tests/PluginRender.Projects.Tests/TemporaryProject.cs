using System.Text;

namespace PluginRender.Projects.Tests;

/// <summary>A folder of its own for one test, deleted with it: <c>project/p.json</c> and what lies around it.</summary>
public sealed class TemporaryProject : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("pluginrender-projects-").FullName;

    public TemporaryProject()
    {
        Directory.CreateDirectory(Folder);
        AddFile("project/a.jpg");
    }

    public string Folder => Path.Combine(root, "project");

    public string File => Path.Combine(Folder, "p.json");

    public string Outside(string name) => Path.Combine(root, name);

    public void AddFile(string pathFromRoot)
    {
        string path = Path.Combine(root, pathFromRoot);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "a picture, as far as reading a project goes");
    }

    public RenderProject Read(string json, bool allowOutside = false) => Read(Encoding.UTF8.GetBytes(json), allowOutside);

    public RenderProject Read(byte[] json, bool allowOutside = false)
    {
        System.IO.File.WriteAllBytes(File, json);
        return new ProjectReader(KnownEffects.All, allowOutside).Read(File);
    }

    /// <summary>The problems of a text, as <c>line:column: problem; remedy</c>.</summary>
    public string[] Problems(string json, bool allowOutside = false)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Read(json, allowOutside));
        Assert.All(refused.Diagnostics, d => Assert.Equal(File, d.File));
        return [.. refused.Diagnostics.Select(d => d.ToString()[(File.Length + 1)..])];
    }

    /// <summary>A project of one segment whose members besides the id are given; they begin line 5.</summary>
    public static string Segment(string members) => $$"""
        { "schemaVersion": 1,
          "output": { "width": 1920, "height": 1080, "fps": "30" },
          "segments": [
            { "id": "a",
        {{members}} } ] }
        """;

    /// <summary>A project whose output is given, on line 2 from column 13.</summary>
    public static string Output(string output) => $$"""
        { "schemaVersion": 1,
          "output": {{output}},
          "segments": [ { "id": "a", "source": { "color": "#102030" }, "duration": 1 } ] }
        """;

    public void Dispose() => Directory.Delete(root, recursive: true);
}

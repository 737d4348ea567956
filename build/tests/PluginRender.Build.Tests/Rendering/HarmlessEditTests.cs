using System.Diagnostics;
using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>An edit of the project that changes no pixel renders nothing, and Explain says so before.</summary>
public sealed class HarmlessEditTests : IDisposable
{
    private const string Project = """
        {
          "schemaVersion": 1,
          "output": { "width": 64, "height": 36, "fps": "30" },
          "segments": [
            { "id": "still", "source": { "image": "a.jpg" }, "duration": 1 },
            { "id": "color", "source": { "color": "#a0b0c0" }, "duration": 1 },
            { "id": "moved", "source": { "image": "a.jpg" }, "duration": 1, "text": "The sea",
              "effects": [{ "effect": "kenburns", "zoomTo": 1.25, "focus": [0.5, 0.25] }, { "effect": "fade", "in": 0.5 }] }
          ]
        }
        """;

    private static readonly RepositoryPaths Paths = RepositoryPaths.Find(AppContext.BaseDirectory);

    private readonly string folder = Directory.CreateTempSubdirectory("harmless-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly (string Before, string After)[] Edits =
    [
        ("\"id\": \"still\"", "\"id\": \"beach\""),
        ("\"id\": \"color\"", "\"id\": \"blue\""),
        ("\"color\": \"#a0b0c0\"", "\"color\": \"#A0B0C0\""),
        ("{ \"id\": \"still\", \"source\": { \"image\": \"a.jpg\" }, \"duration\": 1 }", "{ \"duration\": 1.0, \"source\": { \"image\": \"b.jpg\" }, \"id\": \"still\", \"effects\": [] }"),
        ("{ \"color\": \"#a0b0c0\" }, \"duration\": 1", "{ \"color\": \"#a0b0c0\" }, \"duration\": 1, \"effects\": [{ \"effect\": \"kenburns\" }]"),
        ("\"image\": \"a.jpg\" }, \"duration\": 1, \"text\"", "\"image\": \"./sub/b.jpg\" }, \"duration\": 1, \"text\""),
        ("The sea", "The ocean"),
        ("\"zoomTo\": 1.25, \"focus\": [0.5, 0.25]", "\"focus\": [5e-1, 0.250], \"zoomTo\": 1.250"),
        ("\"fade\", \"in\": 0.5", "\"fade\", \"out\": 0, \"in\": 0.5"),
        ("\"fps\": \"30\"", "\"fps\": \"30/1\", \"crf\": 23, \"profile\": \"draft\""),
        ("\"schemaVersion\": 1,", "\"schemaVersion\": 1, \"planner\": { \"seed\": 7 },"),
        ("\"schemaVersion\": 1,", "// my summer\n\"schemaVersion\": 1, \"detector\": { \"confidence\": 0.5 },"),
    ];

    [Fact]
    public void Edits_ThatChangeNoPixel_RenderNothing()
    {
        byte[] jpeg = File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(Paths.Golden, "showcase", "images"), "*.jpg").Order(StringComparer.Ordinal).First());
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        foreach (string name in (string[])["a.jpg", "b.jpg", "sub/b.jpg"]) File.WriteAllBytes(Path.Combine(folder, name), jpeg);
        Run("Render", Project);
        foreach ((string before, string after) in Edits)
        {
            Assert.Contains(before, Project, StringComparison.Ordinal);
            Assert.Contains("[explain] 3 chunks: 3 cached, 0 to render", Run("Explain", Project.Replace(before, after, StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ARename_OfASegmentWithoutEffects_IsToldUnderItsNewName()
    {
        File.WriteAllBytes(Path.Combine(folder, "a.jpg"), File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(Paths.Golden, "showcase", "images"), "*.jpg").First()));
        Run("Render", Project);
        byte[] video = File.ReadAllBytes(Path.Combine(folder, "out.mp4"));
        Run("Render", Project.Replace("\"id\": \"still\"", "\"id\": \"beach\"", StringComparison.Ordinal));
        JsonElement report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "out.report.json"))).RootElement;
        Assert.All(report.GetProperty("chunks").EnumerateArray(), c => Assert.True(c.GetProperty("cached").GetBoolean()));
        Assert.Equal("beach", report.GetProperty("chunks")[0].GetProperty("segments")[0].GetString());
        Assert.All(report.GetProperty("effectTimes").EnumerateArray(), t => Assert.Equal("moved", t.GetProperty("segment").GetString()));
        Assert.Equal(video, File.ReadAllBytes(Path.Combine(folder, "out.mp4")));
        string page = File.ReadAllText(Path.Combine(folder, "out.report.html"));
        Assert.Contains("The middle of segment beach", page, StringComparison.Ordinal);
        Assert.DoesNotContain("segment still", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nopicture\">", page, StringComparison.Ordinal);
    }

    private string Run(string target, string project)
    {
        string file = Path.Combine(folder, "project.json");
        File.WriteAllText(file, project);
        var start = new ProcessStartInfo(Environment.ProcessPath!,
        [
            "exec", Path.Combine(Paths.Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll"), $"--target={target}",
            $"--project={file}", $"--output={Path.Combine(folder, "out.mp4")}", $"--cache={Path.Combine(folder, "cache")}", "--chunk-seconds=1", "--workers=2",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process run = Process.Start(start)!;
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string text = run.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        run.WaitForExit();
        Assert.True(run.ExitCode == 0, text);
        return text;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginRender.Build.Arguments;

namespace PluginRender.Build.Tests.Detection;

/// <summary>A project whose pictures have one red object each, at known places; its targets as commands.</summary>
internal sealed class DetectingProject : IDisposable
{
    private static readonly RepositoryPaths Paths = RepositoryPaths.Find(AppContext.BaseDirectory);

    public string Folder { get; } = Directory.CreateTempSubdirectory("detecting-").FullName;

    public JsonObject Project { get; } = new()
    {
        ["schemaVersion"] = 1,
        ["output"] = new JsonObject { ["width"] = 320, ["height"] = 180, ["fps"] = "20" },
        ["segments"] = new JsonArray(),
    };

    public static (double X, double Y) CenterOf(int picture) => (0.3 + (0.4 * (picture % 5) / 4), 0.35 + (0.3 * (picture % 3) / 2));

    public string PathOf(string name) => Path.Combine(Folder, name);

    public JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    /// <summary>Adds segments with a picture each, which zoom at their subject or elsewhere.</summary>
    public void Add(int count, string focus = "subject", int width = 640, int height = 360)
    {
        var segments = (JsonArray)Project["segments"]!;
        for (int i = 0; i < count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"p{segments.Count}");
            (double x, double y) = CenterOf(segments.Count);
            int shade = segments.Count;
            PngFile.Write(PathOf(name + ".png"), width, height, (u, v) => Math.Abs(u - x) < 0.1 && Math.Abs(v - y) < 0.15 ? ((byte)255, (byte)0, (byte)0) : ((byte)(100 + (shade % 50)), (byte)110, (byte)120));
            segments.Add(new JsonObject
            {
                ["id"] = name,
                ["source"] = new JsonObject { ["image"] = name + ".png" },
                ["duration"] = 0.1,
                ["effects"] = new JsonArray(new JsonObject { ["effect"] = "kenburns", ["zoomFrom"] = 2, ["zoomTo"] = 2.2, ["focus"] = focus }),
            });
        }
    }

    /// <summary>Runs a target; its exit code and what it printed.</summary>
    public (int Code, string Text) Run(string target, params string[] more)
    {
        File.WriteAllText(PathOf("project.json"), Project.ToJsonString());
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", Path.Combine(Paths.Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll"), $"--target={target}",
            $"--project={PathOf("project.json")}", $"--output={PathOf("out.mp4")}", $"--cache={PathOf("cache")}", "--workers=2", .. more,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // build.sh, which may have started the tests, says where its user is; relative paths here are the test's.
        start.Environment.Remove(Surroundings.InvocationFolderVariable);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

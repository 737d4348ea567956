using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>The Render target as a command: a real process, with a real project, that gets real signals.</summary>
internal sealed class RenderCommand : IDisposable
{
    private static readonly string Artifacts = typeof(RenderCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!;

    private readonly int segments;

    public RenderCommand(int segments, int width, int height) => (this.segments, Size) = (segments, (width, height));

    /// <summary>Of the video, in pixels.</summary>
    public (int Width, int Height) Size { get; set; }

    /// <summary>The one effect of each segment; grain gives the encoder something to do.</summary>
    public Func<int, string> Effect { get; set; } = _ => """{ "effect": "grain", "strength": 0.6 }""";

    /// <summary>What each segment shows.</summary>
    public Func<int, string> Source { get; set; } = i => $$"""{ "color": "#{{i * 12:x2}}50a0" }""";

    /// <summary>x264's constant rate factor.</summary>
    public int Crf { get; set; } = 23;

    /// <summary>Target duration of a chunk; 1 gives each segment one. Null leaves it out, as a plan that is given wants it.</summary>
    public int? ChunkSeconds { get; set; } = 1;

    /// <summary>Parallel chunk workers.</summary>
    public int Workers { get; set; } = 2;

    /// <summary>A line before the project.</summary>
    public string Comment { get; set; } = "";

    /// <summary>What is started.</summary>
    public string Target { get; set; } = "Render";

    /// <summary>The program and what comes before the arguments: the build, without its launcher.</summary>
    public IReadOnlyList<string> Program { get; set; } =
    [
        // A shell starts what runs in its background with SIGINT ignored, nohup with SIGHUP, and that is inherited: a test must not depend on it.
        "env", "--default-signal=INT,HUP", Environment.ProcessPath!, "exec", Path.Combine(Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll"),
    ];

    /// <summary>The repository's build.sh, which becomes the dotnet command, which starts the launcher, which becomes the build.</summary>
    public static string Script => Path.Combine(Path.GetDirectoryName(Artifacts.TrimEnd(Path.DirectorySeparatorChar))!, "build.sh");

    /// <summary>Where the built-in plugins are.</summary>
    public string Plugins { get; set; } = Path.Combine(Artifacts, "plugins");

    /// <summary>Where plugins are that tests need; some of them are faulty on purpose.</summary>
    public string Fixtures { get; set; } = Path.Combine(Artifacts, "fixtures");

    /// <summary>A fault to inject; see Faults.cs in PluginRender.Rendering.</summary>
    public string? Fault { get; set; }

    /// <summary>A folder in which native libraries are looked for first.</summary>
    public string? Libraries { get; set; }

    /// <summary>Where the video goes; <see cref="Folder"/> by default.</summary>
    public string? OutputFolder { get; set; }

    /// <summary>The video's name.</summary>
    public string OutputName { get; set; } = "out.mp4";

    public string Folder { get; } = Directory.CreateTempSubdirectory("pluginrender-command").FullName;

    /// <summary>Files that are only there while something is written.</summary>
    public IEnumerable<string> TemporaryFiles => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => f.Contains(".tmp", StringComparison.Ordinal));

    public byte[] Output => File.ReadAllBytes(Path.Combine(OutputFolder ?? Folder, "out.mp4"));

    public JsonElement Report => JsonDocument.Parse(File.ReadAllText(Path.Combine(OutputFolder ?? Folder, "out.report.json"))).RootElement;

    /// <summary>The chunks' files, in order, as the plan beside the output names them.</summary>
    public string[] ChunkFiles(string cache = "cache") =>
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(OutputFolder ?? Folder, "out.plan.json"))).RootElement.GetProperty("chunks").EnumerateArray()
            .Select(c => c.GetProperty("key").GetString()!).Select(key => Path.Combine(PathOf(cache), "chunks", key[..2], key + ".mp4")),
    ];

    /// <summary>Starts it in a process group of its own, as a shell does, so that a signal can go to the group.</summary>
    public StartedRender Start(string cache = "cache", params string[] more)
    {
        WriteProject();
        var start = new ProcessStartInfo("setsid", Arguments(cache, more)) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Fault is not null) start.Environment["PLUGINRENDER_FAULT"] = Fault;
        if (Libraries is not null) start.Environment["LD_LIBRARY_PATH"] = $"{Libraries}:{Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")}".TrimEnd(':');
        return new StartedRender(Process.Start(start)!);
    }

    /// <summary>Runs it to its end; its exit code and all that it printed.</summary>
    public (int Code, string Text) Run(string cache = "cache", params string[] more)
    {
        using StartedRender run = Start(cache, more);
        string text = run.ReadToEnd() + "\n" + run.ReadErrors();
        return (run.Wait(), text);
    }

    /// <summary>The one pixel that an FFmpeg filter makes of a picture, red, green and blue.</summary>
    public int[] Pixel(string name, string filter)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", PathOf(name), "-vf", filter, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]) { RedirectStandardOutput = true };
        using Process ffmpeg = Process.Start(start)!;
        byte[] rgb = new byte[3];
        ffmpeg.StandardOutput.BaseStream.ReadExactly(rgb);
        ffmpeg.WaitForExit();
        return [rgb[0], rgb[1], rgb[2]];
    }

    /// <summary>Chunks of the last render that were rendered, not found.</summary>
    public int Rendered() => Report.GetProperty("chunks").EnumerateArray().Count(c => !c.GetProperty("cached").GetBoolean());

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>An effect that waits at frame 5 until a file is there, and tells so by another one, <c>NAME.waiting</c>.</summary>
    public string WaitFor(string name) => $$"""{ "effect": "misbehave", "does": "wait", "unless": "{{PathOf(name)}}" }""";

    /// <summary>Program and arguments, with the project written that they name.</summary>
    public string[] CommandLine(string cache, params string[] more)
    {
        WriteProject();
        return Arguments(cache, more);
    }

    private string[] Arguments(string cache, string[] more) =>
    [
        .. Program, $"--target={Target}",
        $"--project={PathOf("project.json")}", $"--output={Path.Combine(OutputFolder ?? Folder, OutputName)}", $"--cache={PathOf(cache)}",
        $"--plugins={Plugins};{Fixtures}", .. ChunkSeconds is { } seconds ? [$"--chunk-seconds={seconds}"] : (string[])[], $"--workers={Workers}", .. more,
    ];

    private void WriteProject()
    {
        IEnumerable<string> list = Enumerable.Range(0, segments).Select(i =>
            $$"""{ "id": "s{{i}}", "source": {{Source(i)}}, "duration": 1, "effects": [ {{Effect(i)}} ] }""");
        string output = $$"""{ "width": {{Size.Width}}, "height": {{Size.Height}}, "fps": "30", "crf": {{Crf}} }""";
        File.WriteAllText(PathOf("project.json"), Comment + $$"""{ "schemaVersion": 1, "output": {{output}}, "segments": [ {{string.Join(", ", list)}} ] }""");
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Memory is flat over a render: how many segments it has does not decide what it takes at its peak.</summary>
public sealed partial class MemoryTests : IDisposable
{
    /// <summary>
    /// Pictures of 2880x1620 take 7 MB decoded and 0.3 MB as files: keeping 188 more of them would cost 1,300 MB or
    /// 56 MB. What was seen is a difference of 30 MB, which is the managed heap's warming up (60 pictures peak like 400).
    /// </summary>
    private const long MostMore = 64L << 20;

    private static readonly RepositoryPaths Paths = RepositoryPaths.Find(AppContext.BaseDirectory);

    private readonly string _folder = Directory.CreateTempSubdirectory("memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Render_OfTwoHundredPictures_PeaksLikeOneOfTwelve()
    {
        long few = PeakOf(12);
        long many = PeakOf(200);
        Assert.True(many - few < MostMore, string.Create(CultureInfo.InvariantCulture,
            $"12 pictures peaked at {few / 1048576.0:0} MiB and 200 at {many / 1048576.0:0} MiB; at most {MostMore / 1048576} MiB more are expected"));
    }

    /// <summary>Renders pictures of two frames each in a process of its own, with two workers and chunks of five pictures; its peak.</summary>
    private long PeakOf(int pictures)
    {
        string project = Path.Combine(_folder, $"{pictures}.json");
        File.WriteAllText(project, Project(pictures).ToJsonString());
        string output = Path.Combine(_folder, $"{pictures}.mp4");
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", Path.Combine(Paths.Artifacts, "bin", "PluginRender.Build", "release", "PluginRender.Build.dll"), "--target=Render",
            $"--project={project}", $"--output={output}", $"--cache={Path.Combine(_folder, "cache")}", "--workers=2", "--chunk-seconds=0.5",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process render = Process.Start(start)!;
        Task<string> errors = render.StandardError.ReadToEndAsync();
        string text = render.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        render.WaitForExit();
        Assert.True(render.ExitCode == 0, text);

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(output, ".report.json")));
        Assert.Equal(2 * pictures, report.RootElement.GetProperty("frames").GetInt32());
        Assert.All(report.RootElement.GetProperty("chunks").EnumerateArray(), chunk => Assert.False(chunk.GetProperty("cached").GetBoolean()));
        long peak = report.RootElement.GetProperty("peakMemoryBytes").GetInt64();
        long expected = long.Parse(ExpectedPeak().Match(text).Groups[1].Value, CultureInfo.InvariantCulture) << 20;
        Assert.True(peak <= expected && expected <= 2 * peak, $"{expected >> 20} MiB were expected, {peak >> 20} were taken");
        return peak;
    }

    [GeneratedRegex(@"expected peak memory (\d+) MiB")]
    private static partial Regex ExpectedPeak();

    private JsonObject Project(int pictures) => new()
    {
        ["schemaVersion"] = 1,
        ["output"] = new JsonObject { ["width"] = 640, ["height"] = 360, ["fps"] = "20" },
        ["segments"] = new JsonArray([.. Enumerable.Range(0, pictures).Select(i => new JsonObject
        {
            ["id"] = $"s{i}",
            ["source"] = new JsonObject { ["image"] = MakePicture($"{pictures}-{i}.jpg", i) },
            ["duration"] = 0.1,
            ["effects"] = new JsonArray(new JsonObject { ["effect"] = "kenburns", ["zoomTo"] = 1.2 }, new JsonObject { ["effect"] = "grade", ["contrast"] = 1.1 }),
        })]),
    };

    /// <summary>One of the showcase's pictures with a comment of its own: a file of realistic size that no other equals.</summary>
    private string MakePicture(string name, int number)
    {
        string[] showcase = [.. Directory.EnumerateFiles(Path.Combine(Paths.Golden, "showcase", "images"), "*.jpg").Order(StringComparer.Ordinal)];
        byte[] jpeg = File.ReadAllBytes(showcase[number % showcase.Length]);
        byte[] comment = Encoding.ASCII.GetBytes(name);
        // ITU-T T.81, B.2.4.5: marker COM and a length that counts itself, anywhere after the marker SOI.
        byte[] segment = [0xff, 0xfe, 0, 0, .. comment];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(comment.Length + 2));
        File.WriteAllBytes(Path.Combine(_folder, name), [.. jpeg.AsSpan(0, 2), .. segment, .. jpeg.AsSpan(2)]);
        return name;
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PluginRender.Build.Tests.Detection;

/// <summary>The subject's mask from its detection to the pixels: a red striped square on gray stripes.</summary>
public sealed class SubjectMaskTests : IDisposable
{
    private const int Width = 640, Height = 360;
    private const double Left = 0.55, Top = 0.35, Side = 0.2;

    private readonly DetectingProject project = new();

    public SubjectMaskTests()
    {
        PngFile.Write(project.PathOf("p.png"), Width, Height, (u, v) =>
        {
            bool isOdd = ((int)(u * Width) / 4 & 1) == 1;
            return Math.Abs(u - Left - (Side / 2)) < Side / 2 && Math.Abs(v - Top - (Side / 2)) < Side / 2
                ? ((byte)(isOdd ? 255 : 190), (byte)0, (byte)0)
                : (isOdd ? (byte)140 : (byte)80, isOdd ? (byte)140 : (byte)80, isOdd ? (byte)140 : (byte)80);
        });
        Segment("bokeh", new JsonObject { ["effect"] = "kenburns", ["zoomFrom"] = 1, ["zoomTo"] = 2 }, new JsonObject { ["effect"] = "bokeh", ["radius"] = 10 });
        Segment("plain", new JsonObject { ["effect"] = "kenburns", ["zoomFrom"] = 1, ["zoomTo"] = 2 });
        project.Project["output"] = new JsonObject { ["width"] = Width, ["height"] = Height, ["fps"] = "20", ["crf"] = 4 };
    }

    public void Dispose() => project.Dispose();

    // Frames 0 to 3 show the picture at 1 to 2 times its size; frames 4 to 7 are the same without the effect.
    [FactNeeding(Need.FFmpegCommand)]
    public void Bokeh_WhileTheCameraZooms_KeepsTheSubjectSharpAndNothingElse()
    {
        Succeed("Render");
        foreach ((int frame, double zoom) in new[] { (0, 1.0), (3, 2.0) })
        {
            byte[] made = Frame(frame), plain = Frame(frame + 4);
            double Kept(double u, double v) => Contrast(made, Zoomed(u, zoom), Zoomed(v, zoom)) / Contrast(plain, Zoomed(u, zoom), Zoomed(v, zoom));
            Assert.InRange(Kept(Left + (Side / 2), Top + (Side / 2)), 0.9, 1.1);
            Assert.InRange(Kept(Left + 0.05, Top + (Side / 2)), 0.8, 1.1);
            Assert.InRange(Kept(Left - 0.1, Top + (Side / 2)), 0, 0.2);
            Assert.InRange(Kept(0.65, Top + Side + 0.12), 0, 0.2);
        }
    }

    [Fact]
    public void Plan_WithAMask_RendersTheSameWithoutDetectionAndCache()
    {
        Succeed("Render");
        JsonElement segment = project.Json("out.plan.json").GetProperty("segments")[0];
        Assert.True(segment.GetProperty("effects")[1].GetProperty("usesSubjectMask").GetBoolean());
        Assert.NotEmpty(segment.GetProperty("source").GetProperty("facts").GetProperty("mask").GetProperty("samples").GetBytesFromBase64());
        Assert.False(project.Json("out.plan.json").GetProperty("segments")[1].GetProperty("source").TryGetProperty("facts", out _));
        string hash = FramesHash();
        File.Move(project.PathOf("out.plan.json"), project.PathOf("kept.json"));
        Directory.Delete(project.PathOf("cache"), recursive: true);
        string text = Succeed("Render", $"--plan={project.PathOf("kept.json")}");

        Assert.DoesNotContain("[detect]", text, StringComparison.Ordinal);
        Assert.Equal(hash, FramesHash());
    }

    [Fact]
    public void Plan_WithADamagedMask_IsRefusedWhereItIs()
    {
        Succeed("Plan");
        JsonNode plan = JsonNode.Parse(File.ReadAllText(project.PathOf("out.plan.json")))!;
        JsonNode mask = plan["segments"]![0]!["source"]!["facts"]!["mask"]!;
        byte[] samples = mask["samples"]!.GetValue<string>() is var text ? Convert.FromBase64String(text) : [];
        samples[^1] ^= 1;
        mask["samples"] = Convert.ToBase64String(samples);
        File.WriteAllText(project.PathOf("kept.json"), plan.ToJsonString());
        (int code, string said) = project.Run("Render", $"--plan={project.PathOf("kept.json")}");

        Assert.Equal(65, code);
        Assert.Contains("$.segments[0].source.facts.mask.samples: are not the 160x90 samples with SHA-256 ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Detect_OfAProjectThatUsesMasks_WritesNoSamples()
    {
        Succeed("Detect");
        JsonElement mask = project.Json("out.facts.json")[0].GetProperty("facts").GetProperty("mask");
        Assert.Equal(["width", "height", "sha256"], mask.EnumerateObject().Select(m => m.Name));
    }

    private void Segment(string id, params JsonObject[] effects) => ((JsonArray)project.Project["segments"]!).Add(new JsonObject
    {
        ["id"] = id,
        ["source"] = new JsonObject { ["image"] = "p.png" },
        ["duration"] = 0.2,
        ["effects"] = new JsonArray([.. effects]),
    });

    private static double Zoomed(double unit, double zoom) => 0.5 + ((unit - 0.5) * zoom);

    /// <summary>The luma of a frame of the video.</summary>
    private byte[] Frame(int number)
    {
        string file = project.PathOf("frame.gray");
        using Process process = Process.Start("ffmpeg", ["-v", "error", "-y", "-i", project.PathOf("out.mp4"), "-vf", $"select=eq(n\\,{number}),extractplanes=y", "-frames:v", "1", "-f", "rawvideo", file]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllBytes(file);
    }

    /// <summary>How much luma changes from column to column about a point.</summary>
    private static double Contrast(byte[] luma, double u, double v)
    {
        Assert.Equal(Width * Height, luma.Length);
        int column = (int)(u * Width), row = (int)(v * Height), sum = 0;
        for (int y = row - 4; y < row + 4; y++)
        {
            for (int x = column - 8; x < column + 8; x++) sum += Math.Abs(luma[(y * Width) + x + 1] - luma[(y * Width) + x]);
        }

        return sum;
    }

    private string Succeed(string target, params string[] more)
    {
        (int code, string text) = project.Run(target, more);
        Assert.True(code == 0, text);
        return text;
    }

    private string FramesHash() => project.Json("out.report.json").GetProperty("framesHash").GetString()!;
}

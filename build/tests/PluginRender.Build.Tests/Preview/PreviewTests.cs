using System.Diagnostics;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Preview;

/// <summary>The Preview target as a command, with a real project and real plugins.</summary>
public sealed class PreviewTests : IDisposable
{
    private readonly RenderCommand command = new(3, 320, 180) { Target = "Preview", Effect = _ => """{ "effect": "grade" }""" };

    public void Dispose() => command.Dispose();

    [FactNeeding(Need.FFmpegCommand)]
    public void Preview_FrameByNumberAndByTime_IsThatFrameAsPng()
    {
        (int code, string text) = Run("--frame=45");
        Assert.Equal((0, true), (code, text.Contains("frame 45 of 90, segment \"s1\"", StringComparison.Ordinal)));
        // The second segment's color is #0c50a0.
        Assert.Equal([0x0c, 0x50, 0xa0], Pixel("out.frame-000045.png"), (a, b) => Math.Abs(a - b) <= 2);

        (code, text) = Run("--time=1.53");
        Assert.Equal((0, true), (code, text.Contains("frame 45 of 90", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(command.Folder, "*.tmp*"));
    }

    [Theory]
    [InlineData("--frame=90", "--frame=90: the video has frames 0 to 89, 3 s")]
    [InlineData("--time=3", "--time=3: the video has frames 0 to 89, 3 s")]
    public void Preview_BeyondTheEnd_SaysWhatThereIs(string argument, string message)
    {
        (int code, string text) = Run(argument);
        Assert.Equal(2, code);
        Assert.EndsWith("error[2]: " + message, text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_WithoutAFrame_IsASheetOfAllSegments()
    {
        (int code, string text) = Run();
        Assert.Equal(0, code);
        Assert.Contains("3 segments, the middle frame of each", text, StringComparison.Ordinal);
        Assert.Matches(@"\[preview\]    2  s1", text);
        Assert.True(File.Exists(command.PathOf("out.contact.png")));
    }

    [Theory]
    [InlineData("throw", "deliberate, in s0")]
    [InlineData("overflowTheStack", "the preview's process ended with 134, signal 6; an effect of the frame crashed it: Stack overflow.")]
    public void Preview_EffectThatFails_EndsWithoutAPicture(string misdeed, string message)
    {
        command.Effect = _ => $$"""{ "effect": "misbehave", "does": "{{misdeed}}", "at": 5 }""";
        (int code, string text) = Run("--frame=5");
        Assert.Equal(65, code);
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(command.Folder, "*.png"));
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Preview_Watch_ShowsEveryChangeBesideWhatWasBeforeAndSurvivesAMistake()
    {
        using StartedRender watch = command.Start("cache", "--frame=45", "--watch");
        Assert.True(watch.WaitForLines("started: shown after", 1));
        string project = command.PathOf("project.json");
        string text = File.ReadAllText(project);

        File.WriteAllText(project, text.Replace("#0c50a0", "#804020", StringComparison.Ordinal));
        Assert.True(watch.WaitForLines("project.json: shown after", 1));
        Assert.Equal([0x80, 0x40, 0x20], Pixel("out.frame-000045.png"), (a, b) => Math.Abs(a - b) <= 2);
        Assert.Equal([0x0c, 0x50, 0xa0], Pixel("out.frame-000045.compare.png"), (a, b) => Math.Abs(a - b) <= 2);

        File.WriteAllText(project, text.Replace("grade", "grate", StringComparison.Ordinal));
        Assert.True(watch.WaitForLines("waiting for changes", 1));
        File.WriteAllText(project, text);
        Assert.True(watch.WaitForLines("project.json: shown after", 1));
        Assert.Equal([0x0c, 0x50, 0xa0], Pixel("out.frame-000045.png"), (a, b) => Math.Abs(a - b) <= 2);

        watch.Signal("INT", toGroup: true);
        Assert.Equal(130, watch.Wait());
    }

    private (int Code, string Text) Run(params string[] more) => command.Run("cache", more);

    /// <summary>The pixel in the middle of a picture's left half.</summary>
    private int[] Pixel(string name) => command.Pixel(name, "crop=1:1:80:90");
}

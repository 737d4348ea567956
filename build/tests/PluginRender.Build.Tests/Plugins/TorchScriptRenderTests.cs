using PluginRender.Build.Tests.Rendering;
using PluginRender.TestModels;

namespace PluginRender.Build.Tests.Plugins;

/// <summary>Renders with a neural effect: real processes, each with a real libtorch and a real model.</summary>
public sealed class TorchScriptRenderTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 3, width: 64, height: 36)
    {
        Effect = i => i == 1 ? """{ "effect": "torchscript", "model": "models/style.pt" }""" : """{ "effect": "grain", "strength": 0.2 }""",
    };

    public TorchScriptRenderTests()
    {
        Directory.CreateDirectory(command.PathOf("models"));
        TorchScriptFile.Write(command.PathOf("models/style.pt"), TorchScriptFile.Invert);
    }

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_WithAModel_GivesTheSameBytesFromAnyNumberOfWorkersAndOnThreads()
    {
        command.Workers = 1;
        Run(0, "cache1");
        byte[] one = command.Output;
        command.Workers = 3;
        Run(0, "cache2");
        Assert.Equal(one, command.Output);
        Run(0, "cache3", "--isolation=thread");
        Assert.Equal(one, command.Output);
    }

    [Fact]
    public void Render_ModelChanged_RendersItsChunkAndSaysWhy()
    {
        Run(0, "cache");
        TorchScriptFile.Write(command.PathOf("models/style.pt"), TorchScriptFile.Smooth);
        command.Target = "Explain";
        Assert.Matches("\\[chunk 1\\] to render: segment \"s1\": torchscript\\.model: the content of models/style\\.pt is another \\(SHA-256 [0-9a-f]{8} -> [0-9a-f]{8}\\)\n", Run(0, "cache"));
        command.Target = "Render";
        Run(0, "cache");
        Assert.Equal(1, command.Rendered());
        File.Move(command.PathOf("models/style.pt"), command.PathOf("models/other.pt"));
        command.Effect = i => i == 1 ? """{ "effect": "torchscript", "model": "models/other.pt" }""" : """{ "effect": "grain", "strength": 0.2 }""";
        Run(0, "cache");
        Assert.Equal(0, command.Rendered());
    }

    [Fact]
    public void Render_GivenPlanWithAnotherModel_IsRefused()
    {
        Run(0, "cache");
        File.Copy(command.PathOf("out.plan.json"), command.PathOf("kept.plan.json"));
        command.ChunkSeconds = null;
        Run(0, "cache", $"--plan={command.PathOf("kept.plan.json")}");
        Assert.Equal(0, command.Rendered());
        TorchScriptFile.Write(command.PathOf("models/style.pt"), TorchScriptFile.Smooth);
        Assert.Contains("models/style.pt: it is another than was planned (SHA-256 ", Run(65, "cache", $"--plan={command.PathOf("kept.plan.json")}"), StringComparison.Ordinal);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Preview_Watching_FollowsTheModel()
    {
        command.Target = "Preview";
        using StartedRender watch = command.Start("cache", "--frame=45", "--watch");
        Assert.True(watch.WaitForLines("started: shown after", 1));
        int[] inverted = command.Pixel("out.frame-000045.png", "scale=1:1:flags=area");
        TorchScriptFile.Write(command.PathOf("models/style.pt"), TorchScriptFile.Nothing);
        // Of several changes at once the line names the first; the plugin, which is built along, may be one of them.
        while (Differs()) Assert.True(watch.WaitForLines("shown after", 1));
        watch.Signal("INT", toGroup: true);
        Assert.Equal(130, watch.Wait());

        bool Differs() => command.Pixel("out.frame-000045.png", "scale=1:1:flags=area").Zip(inverted, (now, before) => Math.Abs(now - (255 - before))).Any(d => d > 4);
    }

    [Fact]
    public void Render_WithoutTheModel_SaysWhereItWouldBe()
    {
        File.Delete(command.PathOf("models/style.pt"));
        Assert.Contains($"model {command.PathOf("models/style.pt")}: there is no such file", Run(69, "cache"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ModelOutsideTheProject_IsRefusedWhereItIsNamed()
    {
        command.Effect = _ => """{ "effect": "torchscript", "model": "../style.pt" }""";
        Assert.Contains("segment \"s0\", effect 0 (torchscript), \"model\": the file \"../style.pt\" lies outside the project's folder", Run(65, "cache"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_FileThatIsNoModel_NamesSegmentAndWhatIsExpected()
    {
        File.WriteAllText(command.PathOf("models/style.pt"), "no model");
        string said = Run(65, "cache");
        Assert.Contains("segment \"s1\": effect torchscript of plugin Effects.Neural: it cannot be created", said, StringComparison.Ordinal);
        Assert.Contains("it is no TorchScript model that can be read", said, StringComparison.Ordinal);
    }

    private string Run(int code, string cache, params string[] more)
    {
        (int ended, string text) = command.Run(cache, more);
        Assert.True(code == ended, text);
        return text;
    }
}

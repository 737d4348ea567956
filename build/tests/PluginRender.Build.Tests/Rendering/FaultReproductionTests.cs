using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Where a user finds a fault again, and that it is gone when the fault is.</summary>
public sealed class FaultReproductionTests
{
    [Fact]
    public void Render_WithAFault_NamesItsReproductionAndARepairedOneLeavesNone()
    {
        using var command = new RenderCommand(2, 64, 36);
        command.Effect = i => i == 1 ? $$"""{ "effect": "misbehave", "does": "throw", "at": 7, "unless": "{{command.PathOf("repaired")}}" }""" : """{ "effect": "grain" }""";
        string reproduction = command.PathOf("out.faults/s1-misbehave-7/reproduce.sh");
        using (StartedRender render = command.Start())
        {
            Assert.Equal(65, render.Wait());
        }

        JsonElement attempt = command.Report.GetProperty("failedAttempts").EnumerateArray().Single();
        Assert.Equal(reproduction, attempt.GetProperty("reproduction").GetString());
        Assert.EndsWith($"; to see it again in one frame: sh {reproduction}", command.Report.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(reproduction));

        File.WriteAllText(command.PathOf("repaired"), "");
        using (StartedRender render = command.Start())
        {
            Assert.Equal(0, render.Wait());
        }

        Assert.False(Directory.Exists(command.PathOf("out.faults")));
        Assert.Empty(command.Report.GetProperty("failedAttempts").EnumerateArray());
    }
}

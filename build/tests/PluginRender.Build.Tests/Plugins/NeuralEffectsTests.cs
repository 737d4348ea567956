using PluginRender.Build.Plugins;

namespace PluginRender.Build.Tests.Plugins;

/// <summary>Who gets half a gigabyte of packages: those whose project names an effect that needs them, and nobody else.</summary>
public sealed class NeuralEffectsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("""{ "segments": [{ "effects": [{ "effect": "torchscript", "model": "a.pt" }] }] }""", true)]
    [InlineData("\uFEFF// mine\n{ \"segments\": [{ \"effects\": [{ \"effect\": \"torchscript\", }] }] }", true)]
    [InlineData("""{ "effect": "torch\u0073cript" }""", true)]
    [InlineData("""{ "segments": [{ "text": "torchscript", "effects": [{ "effect": "grade" }] }] } // "effect": "torchscript" """, false)]
    [InlineData("""{ "effect": ["torchscript"] }""", false)]
    [InlineData("""{ "effect": "\ud800" }""", false)]
    [InlineData("{", false)]
    [InlineData("", false)]
    public void Project_NamesANeuralEffect_OnlyWhereOneStandsAsAnEffect(string text, bool expected)
    {
        File.WriteAllText(file, text);
        Assert.Equal(expected, NeuralEffects.IsNamed(file));
    }

    [Fact]
    public void Project_ThatIsNotThere_NamesNone() => Assert.False(NeuralEffects.IsNamed(file + ".gone"));
}

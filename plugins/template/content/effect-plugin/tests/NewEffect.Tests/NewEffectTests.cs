using System.Reflection;
using PluginRender.Sdk.Testing;
using Xunit.Abstractions;

namespace NewEffect.Tests;

public sealed class NewEffectTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestedPlugin plugin = TestedPlugin.Load(
        typeof(NewEffectTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Plugin").Value!);

    public void Dispose() => plugin.Dispose();

    [Fact]
    public void Effect_Always_KeepsEveryPromise() => EffectChecks.All(plugin.Effect("new-effect", ("strength", 0.3)), output.WriteLine);

    [Fact]
    public void Strength_OfZero_ChangesNothing()
    {
        PluginRender.Sdk.EffectContext context = EffectRun.Context(64, 48);
        using PluginRender.Sdk.Effect effect = plugin.Effect("new-effect", ("strength", 0)).Create(context);
        TestFrame input = TestFrame.Random(64, 48, seed: 1);
        EffectRun.Apply(effect, EffectRun.Time(context, 0), input).AssertSame(input);
    }
}

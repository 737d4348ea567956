namespace PluginRender.Fuzz.Targets;

/// <summary>A reader with every defect there is: what shows that defects are found.</summary>
internal sealed class BrokenTarget : IFuzzTarget
{
    public const string Name = "broken";

    public IReadOnlyList<byte[]> Seeds { get; } = [[.. Enumerable.Range(0, 64).Select(i => (byte)i)]];

    public IReadOnlyList<string> Words { get; } = ["word"];

    public bool Accepts(byte[] input) => (input.Sum(b => b) % 100) switch
    {
        < 80 => true,
        < 84 => throw new BrokenPromiseException($"it adds up to {input.Sum(b => b)}"),
        < 88 => Die(),
        _ => false,
    };

    public void Dispose()
    {
    }

    private static bool Die()
    {
        Environment.FailFast("deliberate");
        return false;
    }
}

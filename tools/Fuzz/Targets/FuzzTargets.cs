namespace PluginRender.Fuzz.Targets;

/// <summary>Every target by its name.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Func<IFuzzTarget>> All { get; } = new Dictionary<string, Func<IFuzzTarget>>(StringComparer.Ordinal)
    {
        ["project"] = () => new ProjectTarget(),
        ["plan"] = () => new PlanTarget(),
        ["picture"] = () => new PictureTarget(),
        ["chunk"] = () => new ChunkTarget(),
    };

    /// <summary>A target by its name; one more than there are, for tests of what finds things.</summary>
    public static IFuzzTarget Make(string name) => name == BrokenTarget.Name ? new BrokenTarget() : All[name]();

    /// <summary>The files of a folder beside the program, in their names' order.</summary>
    public static IReadOnlyList<byte[]> Files(string folder)
        => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}

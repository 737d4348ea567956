namespace PluginRender.Benchmark;

/// <summary>Where the benchmark finds things and puts things.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Work">Its own folder; kept between runs, so that stills are painted once.</param>
/// <param name="Rounds">How often each side is measured.</param>
internal sealed record Environs(string Root, string Work, int Rounds)
{
    /// <summary>The built assembly of a program of ours.</summary>
    public string Assembly(string name) => Path.Combine(Root, "artifacts", "bin", name, "release", name + ".dll");

    /// <summary>An empty folder below <see cref="Work"/>.</summary>
    public string Empty(string name)
    {
        string folder = Path.Combine(Work, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Tells the person who waits.</summary>
    public static void Say(string message) => Console.Error.WriteLine("[benchmark] " + message);
}

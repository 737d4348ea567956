namespace PluginRender.Report.Tests;

/// <summary>A test in the Chromium that this machine has; skipped where it has none. None is ever downloaded.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null) Skip = $"no Chromium on the PATH ({string.Join(", ", Chromium.Names)}); install one, such as Debian's package chromium, to test the report in a browser";
    }
}

/// <summary>The browser of this machine.</summary>
internal static class Chromium
{
    public static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The first of them that is there; null for none.</summary>
    public static string? Path { get; } = (
        from name in Names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        let file = System.IO.Path.Combine(folder, name)
        where File.Exists(file)
        select file).FirstOrDefault();
}

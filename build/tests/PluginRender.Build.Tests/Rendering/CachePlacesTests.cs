using System.Diagnostics;
using PluginRender.Build.Tests.Detection;
using PluginRender.Media;
using PluginRender.Rendering;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Where the cache is and where it cannot be, as a render says it.</summary>
public sealed class CachePlacesTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 1, width: 64, height: 36);

    public void Dispose() => command.Dispose();

    /// <summary>It was the folder .cache/pluginrender, in the checkout.</summary>
    [Fact]
    public void Render_WithAHomeThatDoesNotExist_CachesInTheTemporaryFolderAndSaysSo()
    {
        string temporary = Directory.CreateDirectory(command.PathOf("tmp")).FullName;
        (int code, string text) = Run(("HOME", command.PathOf("nowhere")), ("XDG_CACHE_HOME", null), ("TMPDIR", temporary));
        Assert.True(code == 0, text);
        string cache = Path.Combine(temporary, $"pluginrender-{FileStatus.User}");
        Assert.Contains($"[cache] WARNING the cache is in the folder for temporary files, since the home folder {command.PathOf("nowhere")} does not exist; where it is to be kept, give --cache=DIR or set XDG_CACHE_HOME\n[cache] {cache}\n", text, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(cache, "*.mp4", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(command.PathOf(".cache")));
        Assert.False(Directory.Exists(command.PathOf("nowhere")));
    }

    [Fact]
    public void Render_WithAVariableThatLeadsWhereNothingCanBeWritten_Ends74AndNamesBoth()
    {
        (int code, string text) = Run(("HOME", command.Folder), ("XDG_CACHE_HOME", "/proc"));
        Assert.Equal(74, code);
        Assert.Contains("error[74]: the cache /proc/pluginrender cannot be made in /proc: it takes no files; give another --cache=DIR, or set XDG_CACHE_HOME\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithACache_SaysWhereItIs()
        => Assert.Contains($"[cache] {command.PathOf("cache")}\n", command.Run().Text, StringComparison.Ordinal);

    /// <summary>One that another user has begun.</summary>
    [Fact]
    public void Render_WithAPartOfTheCacheThatCannotBeWritten_Ends74AndSaysThatItIsTheCache()
    {
        Directory.CreateDirectory(command.PathOf("cache"));
        File.WriteAllText(command.PathOf("cache/chunks"), "no folder");
        using StartedRender run = command.Start();
        Assert.Equal(74, run.Wait());
        Assert.Matches(@"^error\[74\]: .*/cache/chunks.*; that is the cache, \S+/cache: give another --cache=DIR, or set XDG_CACHE_HOME$", run.LastError);
    }

    [Fact]
    public void Detect_WithAPartOfTheCacheThatCannotBeWritten_Ends74AndSaysThatItIsTheCache()
    {
        PngFile.Write(command.PathOf("a.png"), 64, 36, (x, y) => ((byte)(255 * x), (byte)(255 * y), 80));
        (command.Target, command.Source) = ("Detect", _ => """{ "image": "a.png" }""");
        Directory.CreateDirectory(command.PathOf("cache"));
        File.WriteAllText(command.PathOf("cache/masks"), "no folder");
        File.WriteAllText(command.PathOf("cache/facts"), "no folder");
        using StartedRender run = command.Start();
        Assert.Equal(74, run.Wait());
        Assert.Matches(@"^error\[74\]: .*/cache/(masks|facts).*; that is the cache, \S+/cache: give another --cache=DIR, or set XDG_CACHE_HOME$", run.LastError);
    }

    [FactNeeding(Need.Mounting)]
    public void Render_WithAReadOnlyCache_TellsOfItUnlessAllIsInIt()
    {
        using var disk = new Tmpfs(command.PathOf("cache"), pages: 1000);
        disk.MakeReadOnly();
        using (StartedRender run = command.Start())
        {
            Assert.Equal(74, run.Wait());
            Assert.EndsWith($"; that is the cache, {disk.Folder}: give another --cache=DIR, or set XDG_CACHE_HOME", run.LastError, StringComparison.Ordinal);
        }

        disk.MakeWritable();
        Assert.Equal(0, command.Run().Code);
        disk.MakeReadOnly();
        Assert.Equal(0, command.Run().Code);
    }

    [Theory]
    [InlineData("Access to the path '/c/masks' is denied.", "Access to the path '/c/masks' is denied; that is the cache, /c: give another --cache=DIR")]
    [InlineData("Read-only file system : '/c'", "Read-only file system : '/c'; that is the cache, /c: give another --cache=DIR")]
    [InlineData("/c/chunks/ab/x.mp4: writing a frame: Permission denied", "/c/chunks/ab/x.mp4: writing a frame: Permission denied; that is the cache, /c: give another --cache=DIR")]
    [InlineData("Access to the path '/cat/masks' is denied.", "Access to the path '/cat/masks' is denied.")]
    [InlineData("no space; /c/chunks is full, give another --cache=DIR", "no space; /c/chunks is full, give another --cache=DIR")]
    public void Explain_AFailure_TellsOfTheCacheWhereItIsOne(string message, string explained)
        => Assert.Equal(explained, CacheFailure.Explain(message, "/c/", "give another --cache=DIR"));

    private (int Code, string Text) Run(params (string Name, string? Value)[] variables)
    {
        string[] arguments = [.. command.CommandLine("cache").Where(a => !a.StartsWith("--cache=", StringComparison.Ordinal))];
        var start = new ProcessStartInfo(arguments[0], arguments[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = command.Folder };
        foreach ((string name, string? value) in variables) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + "\n" + errors.GetAwaiter().GetResult());
    }
}

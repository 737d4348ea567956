using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Doctor;

/// <summary>The Doctor target as a command, with things that are wanting.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 1, width: 64, height: 64) { Target = "Doctor" };

    public void Dispose() => command.Dispose();

    [Fact]
    public void Doctor_NothingWanting_Ends0AndTellsOfEachSide()
    {
        command.Fixtures = command.Plugins;
        (int code, string told, _) = Run();

        Assert.Equal(0, code);
        foreach (string subject in (string[])["system", ".NET", "cores", "memory", "workers", "FFmpeg", "libx264", "h264_nvenc", "libturbojpeg", "liblcms2", "plugins", "cache", "output", "temporary", "models"])
            Assert.Contains($"[doctor] {subject} ", told, StringComparison.Ordinal);
        Assert.Matches(@"\[doctor\] plugins +\d+ effects of \d plugins in \S+, not pinned", told);
        Assert.Matches(@"\[doctor\] cache +\S+/cache \(to be made in \S+\), [\d.]+ GiB free", told);
        Assert.DoesNotContain("->", string.Join('\n', told.Split('\n').Where(l => !l.Contains("df -h", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(command.Folder), e => e.Contains("doctor", StringComparison.Ordinal) || e.EndsWith("/cache", StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_BrokenPlugins_SaysOfEachWhyAndWhatToDo()
    {
        command.Plugins = command.PathOf("plugins");
        Directory.CreateDirectory(Path.Combine(command.Plugins, "Broken"));
        File.WriteAllText(Path.Combine(command.Plugins, "Broken", "Broken.dll"), "this is no assembly");
        Directory.CreateDirectory(Path.Combine(command.Plugins, "Nameless"));
        File.WriteAllText(Path.Combine(command.Plugins, "Nameless", "Other.dll"), "");
        (int code, string told, _) = Run();

        // Renders go on without them.
        Assert.Equal(0, code);
        Assert.Matches(@"\[doctor\] plugins +0 effects of 0 plugins in \S+/plugins, not pinned", told);
        Assert.Matches(@"\[doctor\] plugins +plugin Broken: .+\n\[doctor\] +-> ", told);
        Assert.Matches(@"\[doctor\] plugins +plugin Nameless: \S+ has no Nameless\.dll\n\[doctor\] +-> name the folder like the plugin's assembly", told);
    }

    [Fact]
    public void Doctor_NoPluginFolder_SaysSo()
    {
        command.Plugins = command.PathOf("nowhere");
        (int code, string told, _) = Run();

        Assert.Equal(0, code);
        Assert.Matches(@"\[doctor\] plugins +plugin folder \S+/nowhere: there is no such folder\n\[doctor\] +-> create it or name another", told);
    }

    [Fact]
    public void Doctor_PluginsOtherThanPinned_Ends65WithWhatDiffers()
    {
        command.Plugins = command.PathOf("plugins");
        Directory.CreateDirectory(Path.Combine(command.Plugins, "Added"));
        File.WriteAllText(Path.Combine(command.Plugins, "plugins.lock"), """{ "lockVersion": 1, "plugins": {} }""");
        File.WriteAllText(Path.Combine(command.Plugins, "Added", "Added.dll"), "");
        (int code, string told, string error) = Run();

        Assert.Equal(65, code);
        Assert.Matches(@"plugins\.lock: plugin Added is not pinned\n\[doctor\] +-> remove \S+/Added, or, if that is wanted, pin the plugins anew", told);
        Assert.StartsWith("error[65]: plugins: ", error, StringComparison.Ordinal);
    }

    [FactNeeding(Need.Mounting)]
    public void Doctor_ReadOnlyCache_Ends74WithWhatToDo()
    {
        using var disk = new Tmpfs(command.PathOf("cache"), pages: 10);
        disk.MakeReadOnly();
        (int code, string told, string error) = Run();

        Assert.Equal(74, code);
        Assert.Matches(@"\[doctor\] cache +\S+/cache cannot be written to: .+\n\[doctor\] +-> sudo chown -R \$USER '\S+/cache', or, where the disk itself is read-only, give another --cache=DIR\n", told);
        Assert.StartsWith("error[74]: cache: ", error, StringComparison.Ordinal);
    }

    [FactNeeding(Need.Mounting)]
    public void Doctor_CacheToBeMadeWhereNobodyMayWrite_LeavesTheFolderAboveToItsOwner()
    {
        using var disk = new Tmpfs(command.PathOf("disk"), pages: 10);
        disk.MakeReadOnly();
        using StartedRender doctor = command.Start("disk/cache");
        string told = doctor.ReadToEnd();

        Assert.Equal(74, doctor.Wait());
        Assert.Matches(@"\[doctor\] cache +\S+/disk/cache \(to be made in \S+/disk\) cannot be written to: .+\n\[doctor\] +-> sudo install -d -o \$USER '\S+/disk/cache', or, ", told);
    }

    [FactNeeding(Need.Mounting)]
    public void Doctor_LittleRoom_SaysWhereAndGoesOn()
    {
        using var disk = new Tmpfs(command.PathOf("cache"), pages: 10);
        (int code, string told, _) = Run();

        Assert.Equal(0, code);
        Assert.Matches(@"\[doctor\] cache +\S+/cache, 0\.0 GiB free\n\[doctor\] +-> free some there, see df -h '\S+/cache', or give another --cache=DIR\n", told);
    }

    [Fact]
    public void Doctor_CacheBelowAFile_Ends74()
    {
        File.WriteAllText(command.PathOf("cache"), "");
        (int code, string told, _) = Run();

        Assert.Equal(74, code);
        Assert.Matches(@"\[doctor\] cache +\S+/cache: \S+/cache is no folder\n\[doctor\] +-> give another --cache=DIR\n", told);
    }

    [Fact]
    public void Doctor_LittleMemory_SaysWhichVideosDoNotFit()
    {
        (int code, string told, _) = Run("--memory=0.25");

        Assert.Equal(0, code);
        Assert.Matches(@"\[doctor\] workers +1 for 3840x2160 delivery, .+, more than the budget\n\[doctor\] +-> .*--memory=GIB", told);
    }

    [Theory]
    [InlineData(true, @"\S+/libraries/libavcodec\.so\.59 is another library of that name \(avcodec_version is not in it\)")]
    [InlineData(false, @"\S+/libraries/libavcodec\.so\.59: .+")]
    public void Doctor_AFileByTheNameOfALibrary_Ends69AndNamesItAndTheVariable(bool isALibrary, string problem)
    {
        command.Libraries = Directory.CreateDirectory(command.PathOf("libraries")).FullName;
        string file = Path.Combine(command.Libraries, "libavcodec.so.59");
        // The runtime's own directory has a library that is there wherever tests are.
        if (isALibrary) File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"), file);
        else File.WriteAllText(file, "this is no library");
        (int code, string told, string error) = Run();

        Assert.Equal(69, code);
        Assert.Matches($@"\[doctor\] FFmpeg +the FFmpeg 5\.1 libraries could not be loaded: {problem}; the loader takes that file for FFmpeg's: take its folder out of LD_LIBRARY_PATH", told);
        Assert.Contains("LD_LIBRARY_PATH", error, StringComparison.Ordinal);
    }

    private (int Code, string Told, string Error) Run(params string[] more)
    {
        using StartedRender doctor = command.Start("cache", more);
        string told = doctor.ReadToEnd();
        int code = doctor.Wait();
        return (code, told, code == 0 ? "" : doctor.LastError);
    }
}

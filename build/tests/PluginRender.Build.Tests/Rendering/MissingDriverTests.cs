namespace PluginRender.Build.Tests.Rendering;

/// <summary>What is said where NVIDIA's driver is not there; a machine that has one is made to look so.</summary>
public sealed class MissingDriverTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 1, width: 64, height: 64);

    public MissingDriverTests()
    {
        // The loader takes the first file of the name, and gives up where that is no library.
        command.Libraries = Directory.CreateDirectory(command.PathOf("libraries")).FullName;
        File.WriteAllText(Path.Combine(command.Libraries, "libcuda.so.1"), "this is no library");
    }

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_WithNvenc_Ends69AndSaysWhyItDoesNotOpen()
    {
        using StartedRender render = command.Start("cache", "--encoder=h264_nvenc");
        render.ReadToEnd();

        Assert.Equal(69, render.Wait());
        Assert.Equal("error[69]: h264_nvenc does not open on this machine (Cannot load libcuda.so.1); leave out --encoder or give --encoder=libx264", render.LastError);
        // FFmpeg itself prints nothing.
        Assert.DoesNotContain("[h264_nvenc @", render.ReadErrors(), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_Always_SaysWhyNvencDoesNotOpenAndEnds0()
    {
        command.Target = "Doctor";
        using StartedRender doctor = command.Start();
        string told = doctor.ReadToEnd();

        Assert.Equal(0, doctor.Wait());
        Assert.Matches(@"\[doctor\] libx264 +opens\n", told);
        Assert.Matches(@"\[doctor\] h264_nvenc +does not open here \(Cannot load libcuda\.so\.1\); only --encoder=h264_nvenc needs it\n", told);
        Assert.Equal("", doctor.ReadErrors());
    }
}

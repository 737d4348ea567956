namespace PluginRender.Media.Tests;

public sealed class FolderFlushTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Flush_OfAFolder_LeavesItAsItIs()
    {
        File.WriteAllText(folder.File("a"), "");
        new FolderFlush().Flush(folder.Path);
        Assert.True(File.Exists(folder.File("a")));
    }

    [Fact]
    public void Flush_OfWhatIsNotThere_SaysWhich()
    {
        IOException e = Assert.Throws<IOException>(() => new FolderFlush().Flush(folder.File("nowhere")));
        Assert.Equal($"{folder.File("nowhere")}: opening the folder failed: No such file or directory", e.Message);
    }
}

using PluginRender.Build.Arguments;

namespace PluginRender.Build.Tests.Arguments;

public sealed class OutputNameTests
{
    private static readonly Surroundings Here = new(new RepositoryPaths("/repo"), "/home/ada", new CachePlace("/home/ada/.cache/pluginrender"));

    [Theory]
    [InlineData("x.webm", ".webm is not written, only MP4 videos are; give x.mp4, and convert it to .webm afterwards.")]
    [InlineData("a/x.MKV", ".MKV is not written, only MP4 videos are; give x.mp4, and convert it to .MKV afterwards.")]
    [InlineData("x.mov", ".mov is not written, only MP4 videos are; give x.mp4, and convert it to .mov afterwards.")]
    [InlineData("x.m4v", ".m4v is not written, only MP4 videos are; give x.mp4, and rename it afterwards where something wants .m4v: it is the same format.")]
    [InlineData("x.json", ".json is not written, only MP4 videos are; give x.mp4.")]
    [InlineData("x.png", ".png is not written, only MP4 videos are; give x.mp4.")]
    [InlineData("x.mp4.", "it has no extension, only MP4 videos are; give x.mp4.mp4.")]
    [InlineData("x", "it has no extension, only MP4 videos are; give x.mp4.")]
    [InlineData("x.", "it has no extension, only MP4 videos are; give x.mp4.")]
    [InlineData("/dev/null", "it has no extension, only MP4 videos are; give null.mp4.")]
    [InlineData(".mp4", "it has no name before .mp4; give one, such as video.mp4.")]
    [InlineData("videos/.MP4", "it has no name before .MP4; give one, such as video.MP4.")]
    [InlineData("videos/", "that is a folder; give the name of a file in it, such as videos/video.mp4.")]
    [InlineData("videos.mp4/", "that is a folder; give the name of a file in it, such as videos.mp4/video.mp4.")]
    [InlineData("/", "that is a folder; give the name of a file in it, such as /video.mp4.")]
    [InlineData("/usr", "that is a folder; give the name of a file in it, such as /usr/video.mp4.")]
    [InlineData("videos/..", "that is a folder; give the name of a file in it, such as videos/../video.mp4.")]
    [InlineData("~/x.mp4", "the shell takes ~ for the home folder only where a word begins with it; write --output=\"$HOME/x.mp4\".")]
    public void Read_AnOutputThatIsNotWritten_IsRefusedWithWhatIs(string output, string problem)
        => Assert.Equal([$"--output={output}: {problem}"], Read($"--output={output}").Errors);

    [Theory]
    [InlineData("a\nb.mp4", "a·b.mp4")]
    [InlineData("a\u001b[31m.mp4", "a·[31m.mp4")]
    [InlineData("a\uFFFD.mp4", "a\uFFFD.mp4")]
    public void Read_AnOutputThatNoMessageCanShow_IsRefusedInOneLine(string output, string shown)
        => Assert.Equal([$"--output={shown}: a line break, another control character or what is not UTF-8 cannot be shown; give a name without."], Read($"--output={output}").Errors);

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.MP4")]
    [InlineData("x.Mp4")]
    [InlineData("a.b.webm.mp4")]
    [InlineData(".hidden.mp4")]
    [InlineData("..mp4")]
    [InlineData("~.mp4")]
    [InlineData("-.mp4")]
    [InlineData("日本 ü.mp4")]
    public void Read_AnMp4_IsTaken(string output)
        => Assert.Equal("/home/ada/" + output, Read($"--output={output}").CommandLine?.Render.OutputFile);

    [Fact]
    public void Read_APreview_MayBeAPng()
    {
        Assert.Equal("/home/ada/x.PNG", Read("--target=preview", "--output=x.PNG").CommandLine?.Render.OutputFile);
        Assert.Equal(
            ["--output=x.jpg: .jpg is not written, only MP4 videos, or PNG pictures are; give x.mp4."], Read("-t", "Preview", "--output=x.jpg").Errors);
    }

    [Fact]
    public void TooLong_CountsBytesOfEachNameAndOfThePath()
    {
        Assert.Null(OutputName.TooLong("/a/" + new string('n', 255)));
        Assert.EndsWith("has 256 bytes, and names may have 255", OutputName.TooLong("/a/" + new string('n', 256)), StringComparison.Ordinal);
        Assert.EndsWith("has 256 bytes, and names may have 255", OutputName.TooLong("/a/" + new string('ü', 128) + "/x.mp4"), StringComparison.Ordinal);
        string folders = string.Concat(Enumerable.Repeat("/" + new string('n', 99), 41));
        Assert.EndsWith("has 4100 bytes, and paths may have 4095", OutputName.TooLong(folders), StringComparison.Ordinal);
        Assert.Null(OutputName.TooLong(folders[..4095]));
    }

    private static CommandLineResult Read(params string[] arguments) => CommandLineReader.Read(arguments, Here, ["Render", "Preview"]);
}

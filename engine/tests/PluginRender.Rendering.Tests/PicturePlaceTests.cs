using PluginRender.Planning;

namespace PluginRender.Rendering.Tests;

/// <summary>A plan is read from a file: where its pictures are is checked again where they are opened.</summary>
public sealed class PicturePlaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PicturePlaceTests()
    {
        Directory.CreateDirectory(folder.File("project"));
        File.WriteAllText(folder.File("outside.png"), "");
        File.WriteAllText(folder.File("project/inside.png"), "");
        File.CreateSymbolicLink(folder.File("project/link.png"), "inside.png");
        File.CreateSymbolicLink(folder.File("project/escape.png"), "../outside.png");
        File.CreateSymbolicLink(folder.File("project/circle.png"), "circle.png");
        Directory.CreateSymbolicLink(folder.File("project/up"), "..");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("inside.png")]
    [InlineData("link.png")]
    [InlineData("up/project/inside.png")]
    public void Rent_PictureBelowTheFolder_IsDecoded(string path)
    {
        using var store = new PictureStore(new FakeDecoder(8, 4), folder.File("project"));
        store.Rent(Picture(path), neededAgain: false).Dispose();
        Assert.Equal(1, store.DecodedCount);
    }

    [Theory]
    [InlineData("../outside.png")]
    [InlineData("escape.png")]
    [InlineData("up/outside.png")]
    [InlineData("circle.png")]
    [InlineData("/etc/hostname")]
    public void Rent_PictureOutsideTheFolder_IsRefusedUnlessThatIsAllowed(string path)
    {
        using (var store = new PictureStore(new FakeDecoder(8, 4), folder.File("project")))
        {
            SourceException e = Assert.Throws<SourceException>(() => store.Rent(Picture(path), neededAgain: false));
            Assert.Equal("the picture lies outside the project's folder", e.Problem);
            Assert.Equal(0, store.DecodedCount);
        }

        using var open = new PictureStore(new FakeDecoder(8, 4), folder.File("project"), allowOutside: true);
        open.Rent(Picture(path), neededAgain: false).Dispose();
        Assert.Equal(1, open.DecodedCount);
    }

    private static PlannedSource.Picture Picture(string path) => new(path, new PictureInfo(8, 4, ""));
}

namespace PluginRender.Rendering.Tests.Preview;

public class RgbPictureTests
{
    [Fact]
    public void Shrink_Checkerboard_IsItsMean()
    {
        var board = new RgbPicture(64, 32);
        for (int i = 0; i < board.Bytes.Length; i++) board.Bytes[i] = (byte)((((i / 3 % 64) + (i / 3 / 64)) % 2) * 255);
        RgbPicture small = board.Shrink(32);
        Assert.Equal((32, 16), (small.Width, small.Height));
        Assert.All(small.Bytes, b => Assert.Equal(128, b));
        Assert.Same(board, board.Shrink(64));
    }

    [Theory]
    [InlineData(1920, 1080, 320, 180)]
    [InlineData(1000, 333, 320, 107)]
    [InlineData(8192, 16, 160, 1)]
    public void Shrink_AnySize_KeepsTheAspect(int width, int height, int newWidth, int newHeight)
    {
        RgbPicture small = new RgbPicture(width, height).Shrink(newWidth);
        Assert.Equal((newWidth, newHeight), (small.Width, small.Height));
    }

    [Fact]
    public void ReadFrom_SeveralPictures_GivesThemBack()
    {
        using var stream = new MemoryStream();
        var first = new RgbPicture(3, 2);
        for (int i = 0; i < first.Bytes.Length; i++) first.Bytes[i] = (byte)(i * 11);
        first.WriteTo(stream);
        new RgbPicture(1, 5).WriteTo(stream);
        stream.Position = 0;
        Assert.Equal(first.Bytes, RgbPicture.ReadFrom(stream)!.Bytes);
        Assert.Equal(5, RgbPicture.ReadFrom(stream)!.Height);
        Assert.Null(RgbPicture.ReadFrom(stream));
    }

    [Theory]
    [InlineData("P6\n3 2\n255\nxx")]
    [InlineData("P6\n3")]
    [InlineData("P5\n3 2\n255\nxxxxxxxxxxxxxxxxxx")]
    [InlineData("P6\n0 2\n255\n")]
    [InlineData("P6\n99999999999 2\n255\n")]
    public void ReadFrom_SomethingElse_IsRefused(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Throws<InvalidDataException>(() => RgbPicture.ReadFrom(stream));
    }

    [Fact]
    public void ContactSheet_SevenPictures_ShowsEachInItsPlaceWithANumber()
    {
        RgbPicture[] pictures = [.. Enumerable.Range(1, 7).Select(i =>
        {
            var picture = new RgbPicture(80, 60);
            Array.Fill(picture.Bytes, (byte)(i * 20));
            return picture;
        })];
        RgbPicture sheet = ContactSheet.Make(pictures, [.. Enumerable.Range(1, 7)]);
        int columns = ContactSheet.Columns(7);
        for (int i = 0; i < 7; i++)
        {
            int x = 8 + (i % columns * 88), y = 8 + (i / columns * 68);
            Assert.Equal((i + 1) * 20, sheet.Row(y + 50)[3 * (x + 60)]);
            Assert.Contains((byte)255, sheet.Row(y + 9).Slice(3 * x, 3 * 16).ToArray());
        }
    }

    [Fact]
    public void ContactSheet_TenThousandSegments_ShowsFourHundredFromBeginToEnd()
    {
        IReadOnlyList<int> chosen = ContactSheet.Chosen(10_000);
        Assert.Equal((400, 0, 9975), (chosen.Count, chosen[0], chosen[^1]));
    }
}

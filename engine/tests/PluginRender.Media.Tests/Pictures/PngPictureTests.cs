using System.IO.Compression;
using PluginRender.Planning;
using PluginRender.Rendering;
using static PluginRender.Media.Tests.DecodedColors;

namespace PluginRender.Media.Tests;

public sealed class PngPictureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<int, int> Forms => new()
    {
        { 1, 0 }, { 2, 0 }, { 4, 0 }, { 8, 0 }, { 16, 0 }, { 8, 2 }, { 16, 2 }, { 1, 3 }, { 2, 3 }, { 4, 3 }, { 8, 3 }, { 8, 4 }, { 16, 4 }, { 8, 6 }, { 16, 6 },
    };

    [Theory, MemberData(nameof(Forms))]
    public void Decode_EveryFormAndFilter_IsWhatWasWritten(int depth, int color)
    {
        foreach (bool interlaced in new[] { false, true })
        {
            foreach ((int width, int height) in new[] { (37, 23), (1, 1), (5, 3), (8, 8) })
            {
                var png = new PngBuilder(width, height, depth, color, interlaced);
                byte[] file = WithPalette(png.Header(), depth, color).Chunk("IDAT", png.Data((x, y) => Samples(x, y, depth, color), filter: -1)).End();
                using PictureBuffer picture = Decode(folder, file, out List<string> noticed);
                Assert.Empty(noticed);
                for (int y = 0; y < height; y++)
                {
                    // Over black, and with a code of rounding in the planes.
                    for (int x = 0; x < width; x++) AssertColor(Expected(Samples(x, y, depth, color), depth, color), picture.At(x, y), 3);
                }
            }
        }
    }

    [Fact]
    public void Decode_WhiteIn8Bits_IsWhite()
    {
        using PictureBuffer picture = Decode(folder, Rgb((_, _) => [255, 255, 255]), out _);
        Assert.Equal(235, picture.AsSource().Luma.Row(10)[10]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Decode_GrayThatIsTransparent_IsBlack(int depth)
    {
        int last = (1 << depth) - 1;
        var png = new PngBuilder(16, 16, depth, 0);
        byte[] file = png.Header().Chunk("tRNS", [(byte)(last >> 8), (byte)last]).Chunk("IDAT", png.Data((x, _) => [x < 8 ? last : 0])).End();
        using PictureBuffer picture = Decode(folder, file, out _);
        AssertColor((0, 0, 0), picture.At(3, 3));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("pHYs")]
    [InlineData("tIME")]
    [InlineData("gAMA")]
    [InlineData("sRGB")]
    [InlineData("eXIf")]
    [InlineData("iCCP")]
    [InlineData("zTXt")]
    [InlineData("tRNS")]
    [InlineData("prVt")]
    public void Decode_AncillaryChunkThatIsDamaged_IsAbsent(string type)
    {
        var png = new PngBuilder(64, 48, 8, 2);
        byte[] data = png.Data(Quarter);
        using PictureBuffer picture = Decode(folder, png.Header().Chunk(type, [255, 0, 0, 0, 0, 0], isIntact: false).Chunk("IDAT", data).Chunk(type, [1], isIntact: false).End(), out List<string> noticed);
        AssertQuarters(picture);
        // Only where it would have changed the colors is there something to tell.
        Assert.Equal(type is "gAMA" or "sRGB" or "iCCP" ? [$"its {type} chunk is damaged and was ignored"] : [], noticed);
    }

    [Fact]
    public void Decode_WithoutEndOrWithMoreBehindIt_IsThePicture()
    {
        var png = new PngBuilder(64, 48, 8, 2);
        byte[] file = png.Header().Chunk("IDAT", png.Data(Quarter)).End(withEnd: false);
        foreach (byte[] variant in new[] { file, [.. file, 0, 0, 0, 0], [.. file, .. "junkjunkjunk"u8], [.. file, 0, 0, 0, 0, .. "IEND"u8] })
        {
            using PictureBuffer picture = Decode(folder, variant, out List<string> noticed);
            AssertQuarters(picture);
            Assert.Empty(noticed);
        }
    }

    [Fact]
    public void Decode_DataInManyChunksWithOthersBetween_IsThePicture()
    {
        var png = new PngBuilder(64, 48, 8, 2);
        byte[] data = png.Data(Quarter);
        png.Header();
        for (int at = 0; at < data.Length; at += 7) png.Chunk("IDAT", data[at..Math.Min(data.Length, at + 7)]).Chunk("tEXt", [1, 0, 2]).Chunk("IDAT", []);
        using PictureBuffer picture = Decode(folder, png.End(), out List<string> noticed);
        AssertQuarters(picture);
        Assert.Empty(noticed);
    }

    [Fact]
    public void Decode_CheckValueOfTheDataIsWrong_ShowsItAndSaysSo()
    {
        var png = new PngBuilder(64, 48, 8, 2);
        using PictureBuffer picture = Decode(folder, png.Header().Chunk("IDAT", png.Data(Quarter), isIntact: false).End(), out List<string> noticed);
        AssertQuarters(picture);
        Assert.Equal(["its data does not fit its check value; parts of it may be wrong"], noticed);
    }

    [Fact]
    public void Decode_Adler32IsWrong_IsThePicture()
    {
        var png = new PngBuilder(64, 48, 8, 2);
        byte[] data = png.Data(Quarter);
        data[^1] ^= 1;
        using PictureBuffer picture = Decode(folder, png.Header().Chunk("IDAT", data).End(), out _);
        AssertQuarters(picture);
        AssertColor((255, 255, 255), picture.At(63, 47));
    }

    [Fact]
    public void Decode_HalfTheRows_ShowsThemAndSaysHowMany()
    {
        var half = new PngBuilder(64, 24, 8, 2);
        byte[] file = new PngBuilder(64, 48, 8, 2).Header().Chunk("IDAT", half.Data(Quarter)).End();
        using PictureBuffer picture = Decode(folder, file, out List<string> noticed);
        Assert.Equal(["its data is damaged or cut off; 24 of 48 rows are there, and the others are black"], noticed);
        AssertColor((255, 0, 0), picture.At(10, 23));
        AssertColor((0, 0, 0), picture.At(10, 24));
    }

    [Fact]
    public void Decode_CutOff_ShowsTheRowsBefore()
    {
        byte[] file = Rgb((x, y) => [x * 4, (x * y) & 255, (y * 31) & 255]);
        using PictureBuffer whole = Decode(folder, file, out _);
        using PictureBuffer cut = Decode(folder, file[..(file.Length * 2 / 3)], out List<string> noticed);
        Assert.Contains("rows are there", Assert.Single(noticed), StringComparison.Ordinal);
        Assert.Equal(whole.At(20, 5), cut.At(20, 5));
        AssertColor((0, 0, 0), cut.At(20, 47));
    }

    [Fact]
    public void Decode_InterlacedAndCutOff_IsCoarserThere()
    {
        var png = new PngBuilder(64, 48, 8, 2, interlaced: true);
        var raw = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png.Data(Quarter)), CompressionMode.Decompress)) zlib.CopyTo(raw);
        // The first four passes and some rows of the fifth.
        int fourPasses = (6 * (1 + (8 * 3))) + (6 * (1 + (8 * 3))) + (6 * (1 + (16 * 3))) + (12 * (1 + (16 * 3)));
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(raw.ToArray().AsSpan(0, fourPasses + 100));
        using PictureBuffer picture = Decode(folder, new PngBuilder(64, 48, 8, 2, interlaced: true).Header().Chunk("IDAT", packed.ToArray()).End(), out List<string> noticed);
        Assert.Equal(["its data is damaged or cut off; what is missing is shown coarser"], noticed);
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64; x++) AssertColor(Quarters[(x / 32) + (2 * (y / 24))], picture.At(x, y));
        }
    }

    [Theory]
    [InlineData("IDAT", "none of its rows can be decoded")]
    [InlineData("tEXt", "the file is cut off before its first row")]
    public void Decode_NoRowAtAll_IsRefused(string type, string problem)
    {
        byte[] file = new PngBuilder(64, 48, 8, 2).Header().Chunk(type, [1, 2, 3, 4]).End();
        SourceException e = Assert.Throws<SourceException>(() => Decode(folder, file, out _).Dispose());
        Assert.Equal(problem, e.Problem);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(16, 3)]
    [InlineData(8, 5)]
    public void Probe_HeaderOfNoPng_IsRefused(int depth, int color)
    {
        File.WriteAllBytes(folder.File("a.png"), new PngBuilder(64, 48, depth, color).Header().Chunk("IDAT", [1, 2, 3]).End());
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.png")));
        Assert.Equal("its header is damaged, or of a PNG that does not exist", e.Problem);
    }

    private static int[] Quarter(int x, int y)
    {
        (int r, int g, int b) = Quarters[(x / 32) + (2 * (y / 24))];
        return [r, g, b];
    }

    private static byte[] Rgb(Func<int, int, int[]> pixel)
    {
        var png = new PngBuilder(64, 48, 8, 2);
        return png.Header().Chunk("IDAT", png.Data(pixel, filter: -1)).End();
    }

    private static PngBuilder WithPalette(PngBuilder png, int depth, int color)
        => color != 3 ? png : png.Chunk("PLTE", [.. Enumerable.Range(0, 1 << depth).SelectMany(i => PaletteColor(i))]);

    private static byte[] PaletteColor(int i) => [(byte)(i * 37), (byte)(255 - (i * 11)), (byte)(i * 5)];

    private static int[] Samples(int x, int y, int depth, int color)
    {
        int last = (1 << depth) - 1;
        int[] all = [(int)(x * 977L % (last + 1)), (int)(((x * 31L) + (y * 577L)) % (last + 1)), (int)(y * 1553L % (last + 1)), last - (int)(x * 13L % ((last / 2) + 1))];
        return color switch { 2 => all[..3], 4 => [all[1], all[3]], 6 => all, _ => [all[1]] };
    }

    private static (int R, int G, int B) Expected(int[] s, int depth, int color)
    {
        double last = (1 << depth) - 1;
        if (color == 3) return (PaletteColor(s[0])[0], PaletteColor(s[0])[1], PaletteColor(s[0])[2]);
        double alpha = color switch { 4 => s[1] / last, 6 => s[3] / last, _ => 1 };
        (double r, double g, double b) = color is 2 or 6 ? (s[0], s[1], s[2]) : (s[0], s[0], s[0]);
        return (To8(r), To8(g), To8(b));

        int To8(double sample) => (int)Math.Round(sample / last * alpha * 255);
    }
}

using PluginRender.Planning;

namespace PluginRender.Media.Tests.Pictures;

/// <summary>Kinds of JPEG that people have, against what browsers show.</summary>
public class JpegKindTests
{
    // 64x64, four quadrants: jpeg_set_quality(95) of libjpeg-turbo 2.1 with arith_code, the second with jpeg_simple_progression.
    private const string Arithmetic =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUK" +
        "BwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/yQARCABAAEADASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AOf7li3Z" +
        "l4vUC0wDnyq2eUCuawc1cCJvzXtirHQXJnWuiDnHPWyHj+eXJm5ttcD/2Q==";

    private const string ArithmeticProgressive =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUK" +
        "BwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/ygARCABAAEADASIAAhEBAxEB/8wABgAQARD/2gAMAwEAAhADEAAAAf8Az/1c3zLSe/0A" +
        "2koGvYaMHUC5jdiZTrgUUkMGZ+fPjW4TbU8TpuMMf4jIwP/MAAQQBf/aAAgBAQABBQKo/8wABBEF/9oACAEDAQE/AbD/zAAEEQX/2gAIAQIBAT8BsP/MAAQQBf/aAAgBAQAGPwKo/8wA" +
        "BBAF/9oACAEBAAE/Iaj/2gAMAwEAAgADAAAAEEvG/8wABBEF/9oACAEDAQE/ELD/zAAEEQX/2gAIAQIBAT8QsP/MAAQQBf/aAAgBAQABPxCo/9k=";

    private static readonly (int R, int G, int B)[] FourColors = [(255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 255, 255)];

    // FourColors as red, green and blue, and as luma and chroma.
    private static readonly byte[][] Rgb = [[255, 0, 0, 255], [0, 0, 255, 255], [0, 255, 0, 255]];
    private static readonly byte[][] YCbCr = [[76, 29, 150, 255], [85, 255, 44, 128], [255, 107, 21, 128]];

    [Theory]
    [InlineData(2, new byte[] { 1, 2, 3, 4 })]
    [InlineData(2, new byte[] { (byte)'C', (byte)'M', (byte)'Y', (byte)'K' })]
    public void Decode_Ycck_HasTheGrayThatPhotoshopWrote(int transform, byte[] ids)
    {
        byte[] gray = [64, 128, 16, 240];
        using var shown = new ShownPicture(new TestJpeg { Ids = ids, Sampling = Plain(4), Segments = [TestJpeg.Adobe((byte)transform)], Quadrants = [Inverted(gray), Flat(128), Flat(128), Flat(255)] }.Write());
        shown.MustShow((64, 64, 64), (128, 128, 128), (16, 16, 16), (240, 240, 240));
        Assert.Empty(shown.Notices);
    }

    [Fact]
    public void Decode_Ycck_HasItsColorsUnderBlack()
    {
        using var shown = new ShownPicture(new TestJpeg { Ids = [1, 2, 3, 4], Sampling = Plain(4), Segments = [TestJpeg.Adobe(2)], Quadrants = [Inverted(YCbCr[0]), Inverted(YCbCr[1]), Inverted(YCbCr[2]), [255, 255, 128, 255]] }.Write());
        shown.MustShow((255, 0, 0), (0, 0, 255), (0, 128, 0), (255, 255, 255));
    }

    [Fact]
    public void Decode_SubsampledYcck_IsShown()
    {
        using var shown = new ShownPicture(new TestJpeg { Ids = [1, 2, 3, 4], Sampling = [(2, 2), (1, 1), (1, 1), (2, 2)], Segments = [TestJpeg.Adobe(2)], Quadrants = [Inverted([64, 128, 16, 240]), Flat(128), Flat(128), Flat(255)] }.Write());
        shown.MustShow((64, 64, 64), (128, 128, 128), (16, 16, 16), (240, 240, 240));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_Cmyk_IsPaperLessItsInks(bool hasMarker)
    {
        // Files have 255 for no ink, whether they say so or not: browsers take all of them for that.
        byte[][] inks = [[255, 0, 128, 255], [255, 255, 128, 255], [0, 255, 128, 255], [255, 255, 255, 64]];
        using var shown = new ShownPicture(new TestJpeg { Ids = [1, 2, 3, 4], Sampling = Plain(4), Segments = hasMarker ? [TestJpeg.Adobe(0)] : [], Quadrants = inks }.Write());
        shown.MustShow((255, 255, 0), (0, 255, 255), (128, 128, 128), (64, 64, 64));
    }

    [Theory]
    [InlineData(true, 1, 1)]
    [InlineData(true, 2, 1)]
    [InlineData(true, 2, 2)]
    [InlineData(false, 1, 1)]
    [InlineData(false, 2, 2)]
    public void Decode_RedGreenBlue_IsNotTakenForYCbCr(bool byMarker, int x, int y)
    {
        using var shown = new ShownPicture(new TestJpeg
        {
            Ids = byMarker ? [1, 2, 3] : [(byte)'R', (byte)'G', (byte)'B'], Sampling = [(x, y), (1, 1), (1, 1)], Segments = byMarker ? [TestJpeg.Adobe(0)] : [], Quadrants = Rgb,
        }.Write());
        shown.MustShow(FourColors);
    }

    [Fact]
    public void Decode_JfifWithIdsOfRedGreenBlue_IsYCbCr()
    {
        using var shown = new ShownPicture(new TestJpeg { Ids = [(byte)'R', (byte)'G', (byte)'B'], Segments = [TestJpeg.Jfif], Quadrants = YCbCr }.Write());
        shown.MustShow(FourColors);
    }

    [Theory]
    [InlineData(1, 2, 1, 1, 1, 1)]
    [InlineData(1, 3, 1, 1, 1, 1)]
    [InlineData(3, 1, 1, 1, 1, 1)]
    [InlineData(1, 4, 1, 1, 1, 1)]
    [InlineData(4, 1, 1, 1, 1, 1)]
    [InlineData(2, 4, 1, 1, 1, 1)]
    [InlineData(4, 2, 1, 1, 1, 1)]
    [InlineData(1, 1, 2, 1, 1, 1)]
    [InlineData(1, 1, 2, 1, 2, 1)]
    [InlineData(1, 1, 1, 2, 1, 2)]
    [InlineData(1, 1, 2, 2, 2, 2)]
    [InlineData(2, 1, 1, 1, 2, 1)]
    [InlineData(1, 2, 1, 1, 1, 2)]
    [InlineData(2, 1, 1, 2, 1, 2)]
    [InlineData(2, 2, 2, 1, 1, 2)]
    [InlineData(2, 2, 1, 2, 1, 1)]
    [InlineData(2, 2, 2, 2, 1, 1)]
    [InlineData(2, 2, 2, 2, 2, 2)]
    public void Decode_AnySamplingFactors_AreShown(int x, int y, int cbX, int cbY, int crX, int crY)
    {
        // Quadrants of whole units for thirds and quarters.
        using var shown = new ShownPicture(new TestJpeg { Width = 192, Height = 192, Segments = [TestJpeg.Jfif], Sampling = [(x, y), (cbX, cbY), (crX, crY)], Quadrants = YCbCr }.Write());
        shown.MustShow(FourColors);
        Assert.Empty(shown.Notices);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    public void Decode_Gray_HasOneChromaSampleForFourPixels(int x, int y)
    {
        using var shown = new ShownPicture(new TestJpeg { Ids = [1], Sampling = [(x, y)], Quadrants = [[64, 128, 16, 240]] }.Write());
        shown.MustShow((64, 64, 64), (128, 128, 128), (16, 16, 16), (240, 240, 240));
        Assert.InRange(shown.Bytes, 64 * 64, (64 * 64) + (2 * 64 * 32) + 64);
    }

    [Theory]
    [InlineData(Arithmetic)]
    [InlineData(ArithmeticProgressive)]
    public void Decode_ArithmeticCoding_IsShown(string file)
    {
        using var shown = new ShownPicture(Convert.FromBase64String(file));
        shown.MustShow((254, 0, 0), (0, 0, 254), (0, 255, 1), (255, 255, 255));
    }

    [Theory]
    [InlineData((byte)0xc1, (byte)12, "this is a JPEG with 12 bits a sample, and only those with 8 are read")]
    [InlineData((byte)0xc3, (byte)8, "this is a lossless JPEG, as scanners and raw converters write them")]
    [InlineData((byte)0xcb, (byte)8, "this is a lossless JPEG, as scanners and raw converters write them")]
    [InlineData((byte)0xc5, (byte)8, "this is a hierarchical JPEG")]
    [InlineData((byte)0xf7, (byte)8, "this is a JPEG-LS picture")]
    public void Probe_KindsThatAreNotRead_AreNamed(byte process, byte precision, string problem)
        => Assert.Equal(problem, Refusal(new TestJpeg { Process = process, Precision = precision, Quadrants = YCbCr }).Problem);

    [Fact]
    public void Probe_HeightAfterTheRows_IsNamed()
    {
        byte[] jpeg = new TestJpeg { Quadrants = YCbCr }.Write();
        int frame = TestJpeg.Find(jpeg, 0xc0);
        (jpeg[frame + 5], jpeg[frame + 6]) = (0, 0);
        Assert.Equal("this is a JPEG whose number of rows stands after them (DNL)", Assert.Throws<SourceException>(() => new ShownPicture(jpeg)).Problem);
    }

    [Fact]
    public void Probe_TwoComponents_AreNamed()
        => Assert.Equal(
            "this is a JPEG with 2 color components, which no color space has",
            Refusal(new TestJpeg { Ids = [1, 2], Sampling = Plain(2), Quadrants = [Flat(0), Flat(0)] }).Problem);

    private static SourceException Refusal(TestJpeg jpeg) => Assert.Throws<SourceException>(() => new ShownPicture(jpeg.Write()));

    private static (int X, int Y)[] Plain(int components) => [.. Enumerable.Repeat((1, 1), components)];

    // YCCK is made of the inks that are missing, turned around.
    private static byte[] Inverted(byte[] samples) => [.. samples.Select(s => (byte)(255 - s))];

    private static byte[] Flat(byte sample) => [sample, sample, sample, sample];
}

using PluginRender.Planning;

namespace PluginRender.Media.Tests.Pictures;

/// <summary>JPEGs whose segments or data are not as they should be, as viewers show them.</summary>
public class JpegStructureTests
{
    private static readonly (int R, int G, int B)[] FourColors = [(255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 255, 255)];

    private static readonly TestJpeg Plain = new() { Segments = [TestJpeg.Jfif], Quadrants = [[76, 29, 150, 255], [85, 255, 44, 128], [255, 107, 21, 128]] };

    [Theory]
    [InlineData("no end")]
    [InlineData("junk after start")]
    [InlineData("junk between segments")]
    [InlineData("fill bytes")]
    [InlineData("segment of length 1")]
    [InlineData("junk before the scan")]
    [InlineData("junk after the end")]
    [InlineData("zeros in place of the end")]
    [InlineData("another picture after the end")]
    [InlineData("a picture in a segment")]
    public void Decode_OddStructure_IsShownWithoutAWord(string what)
    {
        byte[] jpeg = Plain.Write();
        int tables = TestJpeg.Find(jpeg, 0xdb), scan = TestJpeg.Find(jpeg, 0xda);
        byte[] odd = what switch
        {
            "no end" => jpeg[..^2],
            "junk after start" => [.. jpeg[..2], 0xff, 0xe5, 0, 4, 1, 2, 0, 0, 0, .. jpeg[2..]],
            "junk between segments" => Inserted(tables, 0, 0x11, 0x22),
            "fill bytes" => Inserted(tables, 0xff, 0xff, 0xff),
            "segment of length 1" => Inserted(tables, 0xff, 0xe5, 0, 1),
            "junk before the scan" => Inserted(scan, 0),
            "junk after the end" => [.. jpeg, .. "junk and more junk"u8],
            "zeros in place of the end" => [.. jpeg[..^2], .. new byte[512]],
            "another picture after the end" => [.. jpeg, .. new TestJpeg { Width = 8, Height = 8, Quadrants = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]] }.Write()],
            _ => [.. jpeg[..2], .. TestJpeg.Segment(0xe2, new TestJpeg { Width = 8, Height = 8, Quadrants = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]] }.Write()), .. jpeg[2..]],
        };
        using var shown = new ShownPicture(odd);
        Assert.Equal((64, 64), shown.Size);
        shown.MustShow(FourColors);
        Assert.Empty(shown.Notices);

        byte[] Inserted(int at, params byte[] bytes) => [.. jpeg[..at], .. bytes, .. jpeg[at..]];
    }

    [Fact]
    public void Decode_CutOff_ShowsTheRowsThatAreThereAndSaysSo()
    {
        byte[] jpeg = new TestJpeg { Width = 256, Height = 256, Segments = [TestJpeg.Jfif], Quadrants = Plain.Quadrants }.Write();
        int data = TestJpeg.Find(jpeg, 0xda) + 14;
        // Seven eighths: two bytes a block in the lower half as in the upper.
        using var shown = new ShownPicture(jpeg[..(data + ((jpeg.Length - data) * 7 / 8))]);
        Assert.Equal((256, 256), shown.Size);
        Assert.InRange(shown.At(64, 64).R, 252, 255);
        string notice = Assert.Single(shown.Notices);
        Assert.Matches(@"^the file is cut off; about 2\d\d of 256 rows are there$", notice);
    }

    [Fact]
    public void Decode_DamagedData_IsShownAndSaidSo()
    {
        byte[] jpeg = Plain.Write();
        // A marker in the middle of the data, as of a picture that was written over.
        int at = jpeg.Length - 20;
        (jpeg[at], jpeg[at + 1]) = (0xff, 0xd0);
        using var shown = new ShownPicture(jpeg);
        Assert.InRange(shown.Quadrants()[0].R, 252, 255);
        Assert.Single(shown.Notices);
    }

    [Theory]
    [InlineData(0xda)]
    [InlineData(0xc0)]
    public void Probe_CutOffBeforeTheData_IsRefused(byte marker)
    {
        byte[] jpeg = Plain.Write();
        SourceException e = Assert.Throws<SourceException>(() => new ShownPicture(jpeg[..(TestJpeg.Find(jpeg, marker) + (marker == 0xda ? 14 : 0))]));
        Assert.Equal("the file is cut off before its first row", e.Problem);
    }

    [Fact]
    public void Decode_WithoutATable_IsRefusedInPlainWords()
    {
        byte[] jpeg = Plain.Write();
        int table = TestJpeg.Find(jpeg, 0xdb);
        SourceException e = Assert.Throws<SourceException>(() => new ShownPicture([.. jpeg[..table], .. jpeg[(table + 69)..]]));
        Assert.Equal("the JPEG cannot be decoded: a table that its data needs is missing or damaged", e.Problem);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    public void Decode_OrientationOfAnyIntegerType_Turns(bool little, int type) => MustBeTurned(TestJpeg.Exif(6, little, type));

    [Fact]
    public void Decode_TwoExifSegments_TheFirstCounts()
    {
        MustBeTurned([.. TestJpeg.Exif(6), .. TestJpeg.Exif(1)]);
        MustBeTurned([.. TestJpeg.Exif(6), .. TestJpeg.Segment(0xe1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0])]);
    }

    [Fact]
    public void Decode_ExifAfterAnOddPrefix_Turns() => MustBeTurned(TestJpeg.Exif(6, prefix: "Exif\0\u00ff"));

    [Theory]
    [InlineData("twice")]
    [InlineData("zero")]
    [InlineData("nine")]
    [InlineData("xmp")]
    public void Decode_OrientationThatViewersIgnore_IsIgnored(string what)
    {
        byte[] segment = what switch
        {
            "twice" => TestJpeg.Exif(6, prefix: "Exif\0\0Exif\0\0"),
            "zero" => TestJpeg.Exif(0),
            "nine" => TestJpeg.Exif(9),
            _ => TestJpeg.Segment(0xe1, [.. "http://ns.adobe.com/xap/1.0/\0<rdf:Description tiff:Orientation=\"6\"/>"u8]),
        };
        using var shown = new ShownPicture(new TestJpeg { Segments = [segment], Quadrants = Plain.Quadrants }.Write());
        shown.MustShow(FourColors);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Decode_Reduced_HasSidesRoundedUpAndTheSameColors(int reduction)
    {
        (int X, int Y)[][] samplings = [[(1, 1), (1, 1), (1, 1)], [(2, 1), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(1, 2), (1, 1), (1, 1)], [(1, 1), (2, 1), (1, 1)]];
        foreach ((int X, int Y)[] sampling in samplings)
        {
            foreach (byte process in new byte[] { 0xc0, 0xc2 })
            {
                using var shown = new ShownPicture(new TestJpeg { Width = 197, Height = 203, Process = process, Segments = [TestJpeg.Jfif, TestJpeg.Exif(6)], Sampling = sampling, Quadrants = Plain.Quadrants }.Write(), reduction);
                Assert.Equal(((203 + reduction - 1) / reduction, (197 + reduction - 1) / reduction), shown.Size);
                shown.MustShow((0, 255, 0), (255, 0, 0), (255, 255, 255), (0, 0, 255));
            }
        }
    }

    private static void MustBeTurned(byte[] segments)
    {
        using var shown = new ShownPicture(new TestJpeg { Width = 64, Height = 32, Segments = [segments], Quadrants = Plain.Quadrants }.Write());
        Assert.Equal((32, 64), shown.Size);
        Assert.Equal((32, 64), (shown.Info.Width, shown.Info.Height));
        shown.MustShow((0, 255, 0), (255, 0, 0), (255, 255, 255), (0, 0, 255));
    }
}

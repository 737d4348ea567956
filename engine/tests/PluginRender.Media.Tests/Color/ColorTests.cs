using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Media.Tests.Color;

/// <summary>Pictures that are not sRGB, as viewers show them.</summary>
public sealed class ColorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("p3", "217,69,51 / 0,183,78 / 50,91,207 / 232,178,146")]
    [InlineData("adobergb", "230,79,56 / 0,181,83 / 36,90,204 / 239,181,150")]
    [InlineData("prophoto", "255,15,70 / 0,209,87 / 0,115,221 / 255,183,161")]
    [InlineData("srgb", "200,80,60 / 60,180,90 / 60,90,200 / 224,180,150")]
    public void Decode_ProfileWithCurves_ShowsWhatViewersShow(string name, string expected)
    {
        byte[] profile = TestProfile.Matrix(name);
        AssertShows(expected, ColoredFiles.Png(ColoredFiles.Iccp(profile)));
        AssertShows(expected, ColoredFiles.WebP(profile));
        // A lossy file has errors of its own.
        AssertShows(expected, ColoredFiles.Jpeg(ColoredFiles.App2(1, 1, profile)), tolerance: 5);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("adobergb", 2.19921875, "230,79,56 / 0,181,83 / 36,90,204 / 239,181,150")]
    [InlineData("prophoto", 1.8, "255,15,70 / 0,209,87 / 0,115,221 / 255,183,161")]
    public void Decode_ProfileWithTables_ShowsTheSameAsOneWithCurves(string name, double gamma, string expected)
    {
        AssertShows(expected, ColoredFiles.Png(ColoredFiles.Iccp(TestProfile.Table(name, gamma))));
        AssertShows(expected, ColoredFiles.WebP(TestProfile.Table(name, gamma)));
        Assert.Empty(notices);
    }

    [Fact]
    public void Decode_JpegProfileInPartsOfAnyOrder_IsRead()
    {
        byte[] profile = TestProfile.Matrix("p3");
        AssertShows("217,69,51 / 0,183,78 / 50,91,207 / 232,178,146", ColoredFiles.Jpeg(ColoredFiles.App2(2, 2, profile.AsSpan(200)), ColoredFiles.App2(1, 2, profile.AsSpan(0, 200))), 5);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("twice")]
    [InlineData("zero")]
    [InlineData("count")]
    [InlineData("cut")]
    [InlineData("no acsp")]
    [InlineData("no tags")]
    [InlineData("nonsense")]
    [InlineData("broken table")]
    public void Decode_BrokenProfile_IsIgnoredWithOneNotice(string what)
    {
        byte[] profile = TestProfile.Matrix("p3"), table = TestProfile.Table("p3", 2.2);
        byte[] unsigned = [.. profile];
        unsigned[36] = 0;
        // The number of a table's channels.
        table[128 + 4 + 12 + 8] = 77;
        byte[][] segments = what switch
        {
            "missing" => [ColoredFiles.App2(1, 2, profile)],
            "twice" => [ColoredFiles.App2(1, 1, profile), ColoredFiles.App2(1, 1, profile)],
            "zero" => [ColoredFiles.App2(0, 1, profile)],
            "count" => [ColoredFiles.App2(1, 2, profile), ColoredFiles.App2(2, 3, profile)],
            "cut" => [ColoredFiles.App2(1, 1, profile.AsSpan(0, profile.Length - 40))],
            "no acsp" => [ColoredFiles.App2(1, 1, unsigned)],
            "no tags" => [ColoredFiles.App2(1, 1, TestProfile.Of("mntr", "RGB ", "XYZ ", 2, []))],
            "nonsense" => [ColoredFiles.App2(1, 1, "hello"u8)],
            _ => [ColoredFiles.App2(1, 1, table)],
        };
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.Jpeg(segments), 5);
        Assert.Equal(["its color profile is damaged and was ignored"], notices);
    }

    [Fact]
    public void Decode_ProfileForOtherSamples_IsIgnoredWithItsReason()
    {
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.Png(ColoredFiles.Iccp(TestProfile.Gray(1))));
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.Png(ColoredFiles.Iccp(TestProfile.Inks())));
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.WebP(TestProfile.Of("link", "RGB ", "RGB ", 2, [])));
        Assert.Equal(
            [
                "its color profile is for GRAY, its samples are RGB, and the profile was ignored",
                "its color profile is for CMYK, its samples are RGB, and the profile was ignored",
                "its color profile is of class \"link\", which is for no picture, and was ignored",
            ],
            notices);
    }

    [Fact]
    public void Decode_Gray_IsShownByProfilesOfGrayAndOfColors()
    {
        AssertShows(Gray(188), ColoredFiles.FlatPng(0, 8, [128], ColoredFiles.Iccp(TestProfile.Gray(1))));
        AssertShows(Gray(188), ColoredFiles.FlatPng(0, 16, [0x80, 0x80], ColoredFiles.Iccp(TestProfile.Gray(1))));
        AssertShows(Gray(146), ColoredFiles.FlatPng(0, 8, [128], ColoredFiles.Iccp(TestProfile.Matrix("prophoto"))));
        AssertShows("148,148,148 / 166,166,166 / 129,129,129 / 210,210,210", ColoredFiles.GrayJpeg(ColoredFiles.App2(1, 1, TestProfile.Gray(1.5))), 3);
        Assert.Empty(notices);
    }

    [Fact]
    public void Decode_OpacityOfAColoredPicture_StaysAsItIs()
    {
        // Half of 188 over black.
        AssertShows(Gray(94), ColoredFiles.FlatPng(4, 8, [128, 128], ColoredFiles.Numbers("gAMA", 100000)));
        AssertShows("94,94,94 / 94,94,94 / 94,94,94 / 94,94,94", ColoredFiles.FlatPng(6, 8, [128, 128, 128, 128], ColoredFiles.Numbers("gAMA", 100000)));
    }

    [Theory]
    [InlineData("gAMA 100000", 188)]
    [InlineData("gAMA 55556", 146)]
    [InlineData("gAMA 45455", 128)]
    [InlineData("sRGB, gAMA 100000", 128)]
    [InlineData("iCCP, gAMA 55556", 188)]
    [InlineData("iCCP, sRGB", 188)]
    [InlineData("cICP, iCCP", 128)]
    [InlineData("cICP linear", 188)]
    [InlineData("cICP narrow", 130)]
    [InlineData("cICP PQ", 56)]
    public void Decode_PngChunks_CountInTheOrderOfTheSpecification(string chunks, int gray)
    {
        byte[] linear = ColoredFiles.Iccp(TestProfile.Gray(1)), srgb = ColoredFiles.Chunk("sRGB", [0]);
        byte[][] before = chunks switch
        {
            "sRGB, gAMA 100000" => [ColoredFiles.Numbers("gAMA", 100000), srgb],
            "iCCP, gAMA 55556" => [ColoredFiles.Numbers("gAMA", 55556), linear],
            "iCCP, sRGB" => [srgb, linear],
            "cICP, iCCP" => [linear, ColoredFiles.Chunk("cICP", [1, 13, 0, 1])],
            "cICP linear" => [ColoredFiles.Chunk("cICP", [1, 8, 0, 1])],
            "cICP narrow" => [ColoredFiles.Chunk("cICP", [1, 13, 0, 0])],
            "cICP PQ" => [ColoredFiles.Chunk("cICP", [9, 16, 0, 1])],
            _ => [ColoredFiles.Numbers("gAMA", int.Parse(chunks.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture))],
        };
        AssertShows(Gray(gray), ColoredFiles.FlatPng(0, 8, [chunks == "cICP PQ" ? (byte)80 : (byte)128], before), chunks == "cICP PQ" ? 30 : 2);
        Assert.Empty(notices);
    }

    [Fact]
    public void Decode_PngPrimaries_AreConverted()
    {
        // Those of Display P3, with the curve of sRGB.
        int[] p3 = [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000];
        const string Shown = "217,69,51 / 0,183,78 / 50,91,207 / 232,178,146";
        AssertShows(Shown, ColoredFiles.Png(ColoredFiles.Numbers("cHRM", p3), ColoredFiles.Numbers("gAMA", 45455)));
        AssertShows(Shown, ColoredFiles.Png(ColoredFiles.Chunk("cICP", [12, 13, 0, 1])));
        int[] srgb = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.Png(ColoredFiles.Numbers("cHRM", srgb), ColoredFiles.Numbers("gAMA", 45455)));
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("gAMA", "its gAMA chunk is damaged and was ignored")]
    [InlineData("cHRM", "its cHRM chunk is damaged and was ignored")]
    [InlineData("cHRM length", "its cHRM chunk is damaged and was ignored")]
    [InlineData("cICP", "its cICP chunk says colors 99/13, which are unknown, and was ignored")]
    [InlineData("iCCP", "its color profile is damaged and was ignored")]
    public void Decode_PngChunkOfNonsense_IsIgnoredWithOneNotice(string chunk, string notice)
    {
        byte[] nonsense = chunk switch
        {
            "gAMA" => ColoredFiles.Numbers("gAMA", 0),
            "cHRM" => ColoredFiles.Numbers("cHRM", 0, 0, 0, 0, 0, 0, 0, 0),
            "cHRM length" => ColoredFiles.Chunk("cHRM", "abc"u8),
            "cICP" => ColoredFiles.Chunk("cICP", [99, 13, 0, 1]),
            _ => ColoredFiles.Iccp([1, 2, 3]),
        };
        AssertShows("200,80,60 / 60,180,90 / 60,90,200 / 224,180,150", ColoredFiles.Png(nonsense));
        Assert.Equal([notice], notices);
    }

    [Fact]
    public void Probe_PictureWithAProfile_NamesTheLibraryOnlyWhereTablesNeedIt()
    {
        File.WriteAllBytes(folder.File("none.png"), ColoredFiles.Png());
        File.WriteAllBytes(folder.File("curves.png"), ColoredFiles.Png(ColoredFiles.Iccp(TestProfile.Matrix("p3"))));
        File.WriteAllBytes(folder.File("tables.png"), ColoredFiles.Png(ColoredFiles.Iccp(TestProfile.Table("p3", 2.2))));
        var probe = new PictureProbe();
        Assert.Null(probe.Probe(folder.File("none.png")).ColorLibrary);
        Assert.Null(probe.Probe(folder.File("curves.png")).ColorLibrary);
        Assert.Matches(@"^lcms2 2\.\d\d$", probe.Probe(folder.File("tables.png")).ColorLibrary);
    }

    private static string Gray(int code) => $"{code},{code},{code} / {code},{code},{code} / {code},{code},{code} / {code},{code},{code}";

    private void AssertShows(string expected, byte[] file, int tolerance = 2)
    {
        string path = folder.File("picture");
        File.WriteAllBytes(path, file);
        using PictureBuffer picture = ((IPictureDecoder)new PictureDecoder()).Decode(path, 1, notices.Add);
        int[] shown = [.. Rgb(picture, 16, 12), .. Rgb(picture, 48, 12), .. Rgb(picture, 16, 36), .. Rgb(picture, 48, 36)];
        int[] wanted = [.. expected.Split('/', ',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(shown.Zip(wanted).All(p => Math.Abs(Math.Clamp(p.First, 0, 255) - p.Second) <= tolerance), $"shows {string.Join(',', shown)} instead of {expected}");
    }

    private static int[] Rgb(PictureBuffer picture, int x, int y)
    {
        SourcePicture source = picture.AsSource();
        (int cx, int cy) = (x / source.ChromaStepX, y / source.ChromaStepY);
        double luma = (source.Luma.Row(y)[x] - 16) / 219.0 * 255, cb = (source.Cb.Row(cy)[cx] - 128) / 224.0 * 255, cr = (source.Cr.Row(cy)[cx] - 128) / 224.0 * 255;
        double r = luma + (1.5748 * cr), b = luma + (1.8556 * cb), g = (luma - (0.2126 * r) - (0.0722 * b)) / 0.7152;
        return [(int)Math.Round(r), (int)Math.Round(g), (int)Math.Round(b)];
    }
}

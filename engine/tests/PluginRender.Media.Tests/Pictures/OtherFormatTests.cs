using System.Buffers.Binary;
using System.Text;
using PluginRender.Planning;
using PluginRender.Rendering;
using static PluginRender.Media.Tests.DecodedColors;

namespace PluginRender.Media.Tests;

/// <summary>Formats beside JPEG and PNG. Each file is 64x48: red and green over blue and white.</summary>
public sealed class OtherFormatTests : IDisposable
{
    // By Pillow.
    private const string LosslessWebP = "UklGRjoAAABXRUJQVlA4TC0AAAAvP8ALAB8gEEjeHzqN+RcQFPwf3fxHZA+ASIDEk570pIlOjOj/BAyLvgWPvgEA";
    private const string AnimatedWebP = "UklGRqgAAABXRUJQVlA4WAoAAAACAAAAPwAALwAAQU5JTQYAAAAAAAAAAABBTk1GSgAAAAAAAAAAAD8AAC8AAGQAAAJWUDhMMgAAAC8/wAsAHyAQSN4fOo35FxAU/B/d/EdkD4Aw22iSkzzJKdwzov+xbdumqvo3AEBV1d0BQU5NRioAAAAAAAAAAAA/AAAvAABkAAAAVlA4TBEAAAAvP8ALAAdQ5CoUuf+BiOh/AAA=";
    private const string Gif = "R0lGODdhQAAwAIEAAP///wD/AP8AAAAA/ywAAAAAQAAwAEAI+gAFCBxIsKDBgwQDKFzIsKHDhwwRSpxYEKLFiw0papSIsaPFASBDihxJsqRIAChTqlzJsqVKkzBjjnRJs+ZKmThh2txJc6PPih6DRvxJVKjRAESLHg2as+lMnlBfOp0atSqAqVStQk36c2lQrj69egS7UWxHshrNYkRLUe1FthPdfsTaVCtUunXt7sSbU+9evjL92gQcWDBNwjEN94SLUC5Exo0dO4R8UPJkykAtL8ScWTNSzgM9bwYtULRC0qVNoxZg+jPp1qtho26NWKfilrVN3sadm+Rulr19/5YaPORw4sUHHE+Z3Pjyq82VP48ufTn159CbY7/+PCAAOw==";

    // By libheif; the HEIC is a grid of one tile of 64x64, of which 48 rows show.
    private const string Avif = "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAALgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAADZtZGF0EgAKBhgVf72BCDIiRgACiiihALhm8bO0++CRi2J7P2Ps7SxjHjmjz1Tm0mV5mw==";
    private const string Heic = "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHOAAEAAAAAAAAAqQACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADVaXBycAAAALNpcGNvAAAAc2h2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACdCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprmwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAALFtZGF0AAAApSgBrxOA5TH3/8ONP+n+T/XcmZOoMQv/M+PvD67/CXLEG46eJ+UhP99tP9ediCjQmef/mzt3cwjgok9RBQ3nS9rPiKnw5sH3k/OxNoH3dnoW29wP/F7oACa+LTs1hOMClBxzrwODACoWTT8QA7Y+lcS+jVF+GC/fttYXDKBvhloAF0f415YAnGBQOjYGu0/FxsNxcEBz/Mt6GtaWkag5AOW/PlV/VA==";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(LosslessWebP)]
    [InlineData(AnimatedWebP)]
    [InlineData(Gif)]
    [InlineData(Avif)]
    [InlineData(Heic)]
    public void Decode_OtherFormats_ShowTheFirstPicture(string file)
    {
        using PictureBuffer picture = Decode(folder, Convert.FromBase64String(file), out List<string> noticed);
        Assert.Equal((64, 48), (picture.Width, picture.Height));
        AssertQuarters(picture, tolerance: 3);
        Assert.Empty(noticed);
        PictureInfo info = new PictureProbe().Probe(folder.File("picture"));
        Assert.Equal((64, 48), (info.Width, info.Height));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_BmpAndTiff_ShowThePicture(bool isTiff)
    {
        using PictureBuffer picture = Decode(folder, isTiff ? Tiff() : Bmp(), out List<string> noticed);
        AssertQuarters(picture);
        Assert.Empty(noticed);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(10)]
    public void Decode_WebPWhoseSizeIsWrong_IsThePicture(int change)
    {
        byte[] file = Convert.FromBase64String(LosslessWebP);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8 + change);
        using PictureBuffer picture = Decode(folder, file, out _);
        AssertQuarters(picture);
    }

    [Fact]
    public void Decode_FrameSmallerThanItsAnimation_LiesWhereItBelongs()
    {
        byte[] file = Convert.FromBase64String(AnimatedWebP);
        // A canvas of 100x80, and the frame at 20, 10.
        (file[24], file[27]) = (99, 79);
        int frame = file.AsSpan().IndexOf("ANMF"u8) + 8;
        (file[frame], file[frame + 3]) = (10, 5);
        using PictureBuffer picture = Decode(folder, file, out List<string> noticed);
        Assert.Equal((100, 80), (picture.Width, picture.Height));
        AssertColor((0, 0, 0), picture.At(10, 5));
        AssertColor((255, 0, 0), picture.At(25, 15));
        AssertColor((255, 255, 255), picture.At(80, 55));
        AssertColor((0, 0, 0), picture.At(90, 70));
        Assert.Empty(noticed);
    }

    [Fact]
    public void Decode_HeifWithAProfile_ShowsItsColors()
    {
        // A color property with the profile in place of the one that names code points, and all sizes and places around it.
        byte[] file = Convert.FromBase64String(Avif);
        byte[] profile = Color.TestProfile.Matrix("p3");
        int colr = file.AsSpan().IndexOf("colr"u8) - 4, old = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(colr));
        byte[] box = [0, 0, 0, 0, .. "colrprof"u8, .. profile];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        byte[] tagged = [.. file[..colr], .. box, .. file[(colr + old)..]];
        foreach (string outer in new[] { "meta", "iprp", "ipco" })
        {
            int at = tagged.AsSpan().IndexOf(Encoding.ASCII.GetBytes(outer)) - 4;
            BinaryPrimitives.WriteInt32BigEndian(tagged.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(tagged.AsSpan(at)) + box.Length - old);
        }

        // The item's data moved: its base offset stands before the number of its parts.
        int iloc = tagged.AsSpan().IndexOf("iloc"u8) - 4, end = iloc + BinaryPrimitives.ReadInt32BigEndian(tagged.AsSpan(iloc));
        BinaryPrimitives.WriteInt32BigEndian(tagged.AsSpan(end - 14), BinaryPrimitives.ReadInt32BigEndian(tagged.AsSpan(end - 14)) + box.Length - old);
        using PictureBuffer picture = Decode(folder, tagged, out List<string> noticed);
        Assert.Empty(noticed);
        // Display P3's green is beyond sRGB, and clips; between, at the edge to white, nothing is compared.
        AssertColor((255, 255, 255), picture.At(48, 36), 3);
        (int r, int g, int b) = picture.At(16, 12);
        Assert.True(r >= 252 && g <= 3 && b <= 3, $"{r},{g},{b}");
        File.WriteAllBytes(folder.File("a.avif"), tagged);
        Assert.NotNull(PictureColor.Of(tagged).Transform(SampleKind.Rgb, noticed.Add));
    }

    [Fact]
    public void Probe_FrameLargerThanItsAnimation_IsRefused()
    {
        byte[] file = Convert.FromBase64String(AnimatedWebP);
        (file[24], file[27]) = (9, 9);
        File.WriteAllBytes(folder.File("a.webp"), file);
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.webp")));
        Assert.Equal("its frame is larger than the picture", e.Problem);
    }

    // Each of the parts is all of the picture's data: together they have more bytes than the file.
    [Fact]
    public void Decode_HeifWhosePartsOverlap_IsRefused()
    {
        const int Parts = 12;
        byte[] file = Convert.FromBase64String(Avif);
        int iloc = file.AsSpan().IndexOf("iloc"u8) - 4, meta = file.AsSpan().IndexOf("meta"u8) - 4;
        int end = iloc + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(iloc));
        byte[] part = file[(end - 8)..end];
        byte[] longer = [.. file[..end], .. Enumerable.Repeat(part, Parts - 1).SelectMany(p => p), .. file[end..]];
        foreach (int box in new[] { iloc, meta })
            BinaryPrimitives.WriteInt32BigEndian(longer.AsSpan(box), BinaryPrimitives.ReadInt32BigEndian(longer.AsSpan(box)) + (8 * (Parts - 1)));
        // How many parts the item has stands before the first one.
        longer[end - 9] = Parts;
        SourceException e = Assert.Throws<SourceException>(() => Decode(folder, longer, out _).Dispose());
        Assert.Equal("its data is damaged: parts of it overlap", e.Problem);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Decode_HeifThatIsTurned_IsUpright(int quarterTurns, int quarterOfRed)
    {
        // The pixi property of the AVIF becomes a rotation, counter-clockwise.
        byte[] file = Convert.FromBase64String(Avif);
        int pixi = file.AsSpan().IndexOf("pixi"u8);
        "irot"u8.CopyTo(file.AsSpan(pixi));
        file[pixi + 4] = (byte)quarterTurns;
        using PictureBuffer picture = Decode(folder, file, out _);
        Assert.Equal(quarterTurns == 2 ? (64, 48) : (48, 64), (picture.Width, picture.Height));
        AssertColor((255, 0, 0), picture.At(picture.Width * (1 + (2 * (quarterOfRed % 2))) / 4, picture.Height * (1 + (2 * (quarterOfRed / 2))) / 4), 3);
    }

    [Theory]
    [InlineData(LosslessWebP)]
    [InlineData(Gif)]
    [InlineData(Avif)]
    [InlineData(Heic)]
    public void Decode_CutOffAnywhere_IsAPictureWithANoticeOrRefused(string file)
    {
        byte[] whole = Convert.FromBase64String(file);
        for (int length = 1; length < whole.Length; length += 3)
        {
            try
            {
                using PictureBuffer picture = Decode(folder, whole[..length], out List<string> noticed);
                if (length < whole.Length - 8) Assert.NotEmpty(noticed);
            }
            catch (SourceException e)
            {
                Assert.DoesNotContain("patches", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>404</html>", "this is an HTML page")]
    [InlineData("\n <svg xmlns=\"http://www.w3.org/2000/svg\"/>", "this is an SVG drawing")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg/>", "this is an SVG drawing")]
    [InlineData("%PDF-1.7\n", "this is a PDF document")]
    [InlineData("8BPS\u0000\u0001", "this is a Photoshop document")]
    [InlineData("PK\u0003\u0004zip", "this is a ZIP archive")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "this is a pointer of Git LFS")]
    [InlineData("\u0000\u0000\u0000\u0018ftypmp42aaaa", "this is a video or sound file")]
    [InlineData("\u0000\u0000\u0000\u000cjP  \r\n", "this is a JPEG 2000 picture")]
    [InlineData("P6\n64 48\n255\n", "this is a Netpbm picture")]
    [InlineData("hello", "this is not a picture that can be read")]
    public void Probe_AnotherFile_SaysWhatItIs(string content, string problem)
    {
        File.WriteAllBytes(folder.File("a.jpg"), Encoding.Latin1.GetBytes(content));
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.jpg")));
        Assert.StartsWith(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50706, 1, "this is a camera's raw file (DNG)")]
    [InlineData(259, 7, "this is a TIFF with JPEG compression")]
    [InlineData(262, 5, "this is a TIFF in CMYK")]
    public void Probe_TiffOfAKindThatIsNotRead_SaysWhich(int tag, int value, string problem)
    {
        byte[] file = Tiff((tag, value));
        File.WriteAllBytes(folder.File("a.tif"), file);
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.tif")));
        Assert.Equal(problem, e.Problem);
    }

    [Fact]
    public void Decode_TiffCutOff_IsRefused()
    {
        byte[] file = Tiff();
        SourceException e = Assert.Throws<SourceException>(() => Decode(folder, file[..(file.Length / 2)], out _).Dispose());
        Assert.Equal("the TIFF cannot be decoded: it is cut off or damaged, or of a kind that is not read", e.Problem);
    }

    private static byte[] Bmp()
    {
        var file = new List<byte>();
        file.AddRange("BM"u8);
        foreach (int number in new[] { 54 + (64 * 48 * 3), 0, 54, 40, 64, 48 }) file.AddRange(BitConverter.GetBytes(number));
        file.AddRange([1, 0, 24, 0]);
        foreach (int number in new[] { 0, 64 * 48 * 3, 2835, 2835, 0, 0 }) file.AddRange(BitConverter.GetBytes(number));
        for (int y = 47; y >= 0; y--)
        {
            for (int x = 0; x < 64; x++)
            {
                (int r, int g, int b) = Quarters[(x / 32) + (2 * (y / 24))];
                file.AddRange([(byte)b, (byte)g, (byte)r]);
            }
        }

        return [.. file];
    }

    /// <summary>Uncompressed RGB in strips of eight rows, with a tag more or another value.</summary>
    private static byte[] Tiff((int Tag, int Value)? change = null)
    {
        const int Rows = 8, Strips = 48 / Rows, StripBytes = 64 * Rows * 3;
        var tags = new SortedDictionary<int, (int Type, int Count, int Value)>
        {
            [256] = (3, 1, 64), [257] = (3, 1, 48), [258] = (3, 3, 0), [259] = (3, 1, 1), [262] = (3, 1, 2), [273] = (4, Strips, 0),
            [277] = (3, 1, 3), [278] = (3, 1, Rows), [279] = (4, Strips, 0),
        };
        if (change is { } wanted) tags[wanted.Tag] = (3, 1, wanted.Value);
        int extra = 8 + 2 + (12 * tags.Count) + 4, data = extra + 6 + (8 * Strips);
        tags[258] = (3, 3, extra);
        tags[273] = (4, Strips, extra + 6);
        tags[279] = (4, Strips, extra + 6 + (4 * Strips));
        var file = new List<byte>([.. "II*\0"u8, .. BitConverter.GetBytes(8), .. BitConverter.GetBytes((short)tags.Count)]);
        foreach ((int tag, (int type, int count, int value)) in tags)
            file.AddRange([.. BitConverter.GetBytes((short)tag), .. BitConverter.GetBytes((short)type), .. BitConverter.GetBytes(count), .. BitConverter.GetBytes(value)]);
        file.AddRange([0, 0, 0, 0, 8, 0, 8, 0, 8, 0]);
        for (int strip = 0; strip < Strips; strip++) file.AddRange(BitConverter.GetBytes(data + (strip * StripBytes)));
        for (int strip = 0; strip < Strips; strip++) file.AddRange(BitConverter.GetBytes(StripBytes));
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64; x++)
            {
                (int r, int g, int b) = Quarters[(x / 32) + (2 * (y / 24))];
                file.AddRange([(byte)r, (byte)g, (byte)b]);
            }
        }

        return [.. file];
    }
}

using System.Buffers.Binary;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media.Tests;

public sealed class PictureTests : IDisposable
{
    private static readonly (byte R, byte G, byte B)[] Bars =
        [(255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (0, 0, 255), (0, 0, 0)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TheoryNeeding(Need.FFmpegCommand)]
    [InlineData("bars.png", "rgb24")]
    [InlineData("bars.png", "rgba")]
    [InlineData("bars.png", "rgb48be")]
    [InlineData("bars.jpg", "yuvj420p")]
    [InlineData("bars.jpg", "yuvj422p")]
    [InlineData("bars.jpg", "yuvj444p")]
    [InlineData("bars.webp", "yuv420p")]
    [InlineData("bars.webp", "bgra")]
    public void Render_ColorBars_ComeBackWithinTwo(string name, string format)
    {
        Write(name, format, 256, 64, (x, _) => Bars[x / 32]);
        byte[] rgb = RenderAndDecode(name, 256, 64);
        for (int bar = 0; bar < 8; bar++)
        {
            int at = 3 * ((32 * 256) + (bar * 32) + 16);
            (byte r, byte g, byte b) = Bars[bar];
            // A lossy source has errors of its own, which are not this renderer's.
            int tolerance = format is "yuv420p" ? 4 : 2;
            Assert.InRange(rgb[at] - r, -tolerance, tolerance);
            Assert.InRange(rgb[at + 1] - g, -tolerance, tolerance);
            Assert.InRange(rgb[at + 2] - b, -tolerance, tolerance);
        }
    }

    [TheoryNeeding(Need.FFmpegCommand)]
    [InlineData("ramp.png", "rgb24")]
    [InlineData("ramp.png", "gray")]
    [InlineData("ramp.png", "gray16be")]
    [InlineData("ramp.jpg", "gray")]
    [InlineData("ramp.jpg", "yuvj420p")]
    public void Render_GrayRamp_ComesBackWithinTwo(string name, string format)
    {
        Write(name, format, 512, 64, (x, _) => ((byte)(x / 2), (byte)(x / 2), (byte)(x / 2)));
        byte[] rgb = RenderAndDecode(name, 512, 64);
        for (int x = 4; x < 508; x++)
        {
            int mean = Enumerable.Range(16, 32).Sum(y => rgb[3 * ((y * 512) + x)]) / 32;
            Assert.InRange(mean - (x / 2), -2, 2);
        }
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Decode_Transparency_IsOverBlack()
    {
        FFmpegCommand.Run("-f", "lavfi", "-i", "color=white@0.5:size=64x64,format=rgba", "-frames:v", "1", folder.File("half.png"));
        using PictureBuffer picture = new PictureDecoder().Decode(folder.File("half.png"));
        Assert.InRange(picture.AsSource().Luma.Row(32)[32], 16 + 108, 16 + 111);
    }

    [TheoryNeeding(Need.FFmpegCommand)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void Decode_ExifOrientation_PutsTheStoredTopLeftWhereItBelongs(int orientation, int right, int bottom)
    {
        Write("o.jpg", "yuvj420p", 96, 64, (x, y) => x < 32 && y < 24 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0));
        InsertOrientation(folder.File("o.jpg"), orientation);
        PictureInfo info = new PictureProbe().Probe(folder.File("o.jpg"));
        using PictureBuffer picture = new PictureDecoder().Decode(folder.File("o.jpg"));
        Assert.Equal(orientation >= 5 ? (64, 96) : (96, 64), (picture.Width, picture.Height));
        Assert.Equal((picture.Width, picture.Height), (info.Width, info.Height));
        for (int y = 0; y < 2; y++)
        {
            for (int x = 0; x < 2; x++)
            {
                byte corner = picture.AsSource().Luma.Row(y == 0 ? 4 : picture.Height - 5)[x == 0 ? 4 : picture.Width - 5];
                Assert.Equal(x == right && y == bottom, corner > 128);
            }
        }
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Probe_HugePngHeader_IsRefusedBeforeDecoding()
    {
        Write("a.png", "rgb24", 16, 16, (_, _) => (1, 2, 3));
        byte[] bytes = File.ReadAllBytes(folder.File("a.png"));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 1);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 500_000_000);
        File.WriteAllBytes(folder.File("a.png"), bytes);
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.png")));
        Assert.Equal("the picture has 1x500000000 pixels", e.Problem);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("hello, I am no picture at all")]
    [InlineData("#EXTM3U\nhttp://example.invalid/a.ts\n")]
    public void Probe_TextNamedPng_IsNoPicture(string text)
    {
        File.WriteAllText(folder.File("a.png"), text);
        SourceException e = Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a.png")));
        Assert.Equal("this is not a picture that can be read", e.Problem);
        Assert.Contains("JPEG, PNG, WebP", e.Remedy, StringComparison.Ordinal);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Decode_RandomDamage_EndsInAPictureOrASourceException()
    {
        foreach (string name in new[] { "d.jpg", "d.png", "d.webp" })
        {
            Write(name, name == "d.png" ? "rgb24" : name == "d.jpg" ? "yuvj420p" : "yuv420p", 64, 48, (x, y) => ((byte)(x * 4), (byte)(y * 5), (byte)(x ^ y)));
            byte[] intact = File.ReadAllBytes(folder.File(name));
            uint state = 12345;
            for (int round = 0; round < 60; round++)
            {
                byte[] damaged = [.. intact];
                for (int i = 0; i < 4; i++)
                {
                    state = (state * 1664525) + 1013904223;
                    damaged[(int)(state >> 8) % damaged.Length] = (byte)state;
                }

                File.WriteAllBytes(folder.File(name), damaged);
                try
                {
                    new PictureDecoder().Decode(folder.File(name)).Dispose();
                }
                catch (SourceException)
                {
                    // Refused: as good as decoded.
                }
            }
        }
    }

    private byte[] RenderAndDecode(string name, int width, int height)
    {
        var render = new TestRender(folder) { Width = width, Height = height, Crf = 1 };
        render.Render(render.Plan((name, 0.1m)), "out.mp4");
        return FFmpegCommand.Rgb(folder.File("out.mp4"));
    }

    private void Write(string name, string format, int width, int height, Func<int, int, (byte R, byte G, byte B)> color)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                (rgb[3 * ((y * width) + x)], rgb[(3 * ((y * width) + x)) + 1], rgb[(3 * ((y * width) + x)) + 2]) = color(x, y);
        string raw = folder.File("raw.rgb");
        File.WriteAllBytes(raw, rgb);
        string[] quality = name.EndsWith("webp", StringComparison.Ordinal) ? ["-lossless", format == "bgra" ? "1" : "0", "-quality", "100"] : ["-q:v", "1", "-qmin", "1"];
        FFmpegCommand.Run(["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", $"{width}x{height}", "-i", raw,
            "-vf", "scale=flags=accurate_rnd+full_chroma_int", "-pix_fmt", format, .. quality, "-frames:v", "1", folder.File(name)]);
    }

    /// <summary>Puts an EXIF segment with nothing but the orientation after the start of a JPEG.</summary>
    private static void InsertOrientation(string file, int orientation)
    {
        byte[] jpeg = File.ReadAllBytes(file);
        byte[] exif =
        [
            0xff, 0xe1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        File.WriteAllBytes(file, [.. jpeg[..2], .. exif, .. jpeg[2..]]);
    }
}

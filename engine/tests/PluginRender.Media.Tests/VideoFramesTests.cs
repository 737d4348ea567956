using PluginRender.Planning;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Media.Tests;

/// <summary>Encoding without loss, and decoding it again.</summary>
public class VideoFramesTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(50, 38)]
    [InlineData(192, 108)]
    public void Read_OfALosslessVideo_GivesEverySampleBack(int width, int height)
    {
        const int frames = 7;
        using var folder = new TemporaryFolder();
        string file = folder.File("frames.mp4");
        StillFrame[] written = [.. Enumerable.Range(0, frames).Select(i => Noise(width, height, i))];
        Write(file, width, height, written);

        using var video = new VideoFrames(file);
        var read = new StillFrame(width, height);
        foreach (StillFrame expected in written)
        {
            Assert.True(video.Read(read));
            Assert.Equal(expected.Luma, read.Luma);
            Assert.Equal(expected.Cb, read.Cb);
            Assert.Equal(expected.Cr, read.Cr);
        }

        Assert.False(video.Read(read));
        Assert.False(video.Read(read));
    }

    [Fact]
    public void Read_VideoOfAnotherSizeOrDamaged_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("frames.mp4");
        Write(file, 64, 64, [.. Enumerable.Range(0, 3).Select(i => Noise(64, 64, i))]);
        using (var video = new VideoFrames(file)) Assert.Contains("not of 64x32", Assert.Throws<EncodingException>(() => video.Read(new StillFrame(64, 32))).Message, StringComparison.Ordinal);

        byte[] bytes = File.ReadAllBytes(file);
        Array.Fill(bytes, (byte)0xff, bytes.Length / 2, 200);
        File.WriteAllBytes(file, bytes);
        Assert.Throws<EncodingException>(() =>
        {
            using var damaged = new VideoFrames(file);
            var frame = new StillFrame(64, 64);
            while (damaged.Read(frame))
            {
            }
        });
        File.WriteAllText(file, "no video");
        Assert.Throws<EncodingException>(() => new VideoFrames(file));
    }

    private static StillFrame Noise(int width, int height, int seed)
    {
        var frame = new StillFrame(width, height);
        uint state = (uint)seed + 1;
        foreach (byte[] plane in (byte[][])[frame.Luma, frame.Cb, frame.Cr])
        {
            for (int i = 0; i < plane.Length; i++) plane[i] = (byte)((state = (state * 1664525) + 1013904223) >> 24);
        }

        return frame;
    }

    private static void Write(string file, int width, int height, StillFrame[] frames)
    {
        string versions = FFmpegLibraries.Load().Versions;
        var plan = new RenderPlan(width, height, new FrameRate(30, 1), frames.Length, EncoderSettings.Lossless(2, versions), [], [], []);
        using IFrameEncoder encoder = new FrameEncoderFactory().Open(plan, file);
        foreach (StillFrame frame in frames)
        {
            EncoderFrame target = encoder.Acquire();
            Copy(frame.Luma, width, target.Luma, target.LumaStride);
            Copy(frame.Cb, width / 2, target.Cb, target.ChromaStride);
            Copy(frame.Cr, width / 2, target.Cr, target.ChromaStride);
            encoder.Submit();
        }

        encoder.Finish();
    }

    private static void Copy(byte[] from, int width, Span<byte> to, int stride)
    {
        for (int row = 0; row * width < from.Length; row++) from.AsSpan(row * width, width).CopyTo(to[(row * stride)..]);
    }
}

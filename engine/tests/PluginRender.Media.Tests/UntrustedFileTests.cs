using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media.Tests;

/// <summary>
/// Files that name other files. What they name is a pipe without a writer: whoever opened it would never come back.
/// </summary>
public sealed class UntrustedFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();

    public UntrustedFileTests() => Process.Start("mkfifo", folder.File("secret.png"))!.WaitForExit();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Lists { get; } =
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nSECRET\n#EXT-X-ENDLIST\n",
        "#EXTM3U\nfile://SECRET\n",
        "ffconcat version 1.0\nfile 'SECRET'\n",
        "concat:SECRET|SECRET",
        "subfile,,start,0,end,1,,:SECRET",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"SECRET\"/></svg>",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"SECRET\">]><MPD>&b;</MPD>",
        "[playlist]\nFile1=SECRET\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=SECRET\n",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Picture_ThatIsAListOfFiles_IsRefusedBeforeAnotherFileIsOpened(string text)
    {
        foreach (string name in new[] { "a.png", "a.jpg", "a.m3u8", "a.ffconcat", "a.svg" })
        {
            Write(name, text);
            SourceException e = await RefusedAsync<SourceException>(() => new PictureProbe().Probe(folder.File(name)));
            Assert.StartsWith("this is ", e.Problem, StringComparison.Ordinal);
            await RefusedAsync<SourceException>(() => new PictureDecoder().Decode(folder.File(name)).Dispose());
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Chunk_ThatIsAListOfFiles_IsRefusedBeforeAnotherFileIsOpened(string text)
    {
        RenderPlan plan = new TestRender(folder).Plan(("#102030", 0.1m));
        Write("chunk.mp4", text);
        await RefusedAsync<EncodingException>(() => new OutputVerifier().Verify(plan, folder.File("chunk.mp4"), _ => folder.File("chunk.mp4"), VerificationDepth.Decode));
        await RefusedAsync<EncodingException>(() =>
        {
            using IAssembly assembly = new PacketCopyAssembler().Begin(plan, folder.File("out.mp4"));
            assembly.Append(plan.Chunks[0], folder.File("chunk.mp4"));
        });
    }

    [Fact]
    public async Task Chunk_WhoseNameIsAProtocol_IsAFileOfThatName()
    {
        RenderPlan plan = new TestRender(folder).Plan(("#102030", 0.1m));
        foreach (string name in new[] { $"concat:{folder.File("secret.png")}", $"subfile,,start,0,end,9,,:{folder.File("secret.png")}", "http://127.0.0.1:9/a.mp4", "pipe:0" })
            await RefusedAsync<EncodingException>(() => new OutputVerifier().Verify(plan, name, _ => name, VerificationDepth.Packets));
    }

    [Fact]
    public async Task Picture_ThatIsAPipe_IsRefusedWithoutWaitingForAWriter()
    {
        SourceException e = await RefusedAsync<SourceException>(() => new PictureProbe().Probe(folder.File("secret.png")));
        Assert.Equal("the file is empty", e.Problem);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Picture_WhoseNameIsAPattern_IsOneFile()
    {
        FFmpegCommand.Run("-f", "lavfi", "-i", "color=red:size=16x16", "-frames:v", "1", folder.File("a1.png"));
        Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a%d.png")));
        Assert.Throws<SourceException>(() => new PictureProbe().Probe(folder.File("a*.png")));
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Chunk_OfAnotherCodec_IsRefused()
    {
        RenderPlan plan = new TestRender(folder).Plan(("#102030", 0.1m));
        FFmpegCommand.Run("-f", "lavfi", "-i", "color=red:size=64x36:rate=30", "-frames:v", "3", "-c:v", "png", folder.File("png.mp4"));
        EncodingException e = Assert.Throws<EncodingException>(() => new OutputVerifier().Verify(plan, folder.File("png.mp4"), _ => folder.File("png.mp4"), VerificationDepth.Decode));
        Assert.EndsWith("its stream is not H.264", e.Message, StringComparison.Ordinal);
    }

    [TheoryNeeding(Need.FFmpegCommand)]
    [InlineData("stsz")]
    [InlineData("stts")]
    [InlineData("stco")]
    [InlineData("stsc")]
    [InlineData("stss")]
    public void Chunk_ThatDeclaresATableLargerThanItself_IsCalledDamagedAndNotMemoryShort(string table)
    {
        RenderPlan plan = new TestRender(folder).Plan(("#102030", 0.1m));
        FFmpegCommand.Run("-f", "lavfi", "-i", "testsrc=size=64x36:rate=30", "-frames:v", "9", "-c:v", "libx264", folder.File("sound.mp4"));
        byte[] bytes = File.ReadAllBytes(folder.File("sound.mp4"));
        // Name, version and flags; the sizes' table has the one size of all before its count.
        int count = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(table)) + 8 + (table == "stsz" ? 4 : 0);
        foreach (uint entries in new[] { 0x07FFFFFFu, 0x0FFFFFFFu, 0x1FFFFFFFu, 0x3FFFFFFFu, 0x7FFFFFFFu, uint.MaxValue })
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(count), entries);
            File.WriteAllBytes(folder.File("chunk.mp4"), bytes);
            Assert.Throws<EncodingException>(() => new OutputVerifier().Verify(plan, folder.File("chunk.mp4"), _ => folder.File("chunk.mp4"), VerificationDepth.Decode));
        }
    }

    [TheoryNeeding(Need.FFmpegCommand)]
    [InlineData("matroska")]
    [InlineData("mpegts")]
    [InlineData("avi")]
    public void Chunk_OfAnotherContainer_IsRefused(string format)
    {
        RenderPlan plan = new TestRender(folder).Plan(("#102030", 0.1m));
        FFmpegCommand.Run("-f", "lavfi", "-i", "color=red:size=64x36:rate=30", "-frames:v", "3", "-c:v", "libx264", "-f", format, folder.File("other.mp4"));
        Assert.Throws<EncodingException>(() => new OutputVerifier().Verify(plan, folder.File("other.mp4"), _ => folder.File("other.mp4"), VerificationDepth.Decode));
    }

    private void Write(string name, string text)
        => File.WriteAllText(folder.File(name), text.Replace("SECRET", folder.File("secret.png"), StringComparison.Ordinal));

    private static async Task<T> RefusedAsync<T>(Action read)
        where T : Exception
        => await Assert.ThrowsAsync<T>(() => Task.Run(read).WaitAsync(Patience));
}

using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Every way in which a cache can be wrong, each in a chunk of its own of one render.</summary>
public sealed class DamagedCacheTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 12, width: 128, height: 72);

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_WithADamagedCache_NamesTheDamageRendersAgainAndGivesTheSameBytes()
    {
        Render();
        byte[] expected = command.Output;
        string[] files = command.ChunkFiles();
        Assert.Equal(12, files.Length);

        var damaged = new Dictionary<int, string?>
        {
            [0] = Change(files[0], bytes => bytes[..(bytes.Length / 2)], "bytes where"),
            [1] = Change(files[1], bytes => Flip(bytes, bytes.Length / 2), "SHA-256 is not the recorded one"),
            // The index at the end: a file that a player would still open.
            [2] = Change(files[2], bytes => Flip(bytes, bytes.Length - 20), "SHA-256 is not the recorded one"),
            [3] = Change(files[3], _ => [], "has 0 bytes where"),
            // A valid MP4 of something else: the whole video.
            [4] = Change(files[4], _ => expected, "bytes where"),
            [7] = Change(Record(files[7]), bytes => bytes[..^3], "its record is damaged"),
            [8] = Change(Record(files[8]), bytes => Flip(bytes, bytes.Length / 2), "its record is damaged"),
            [9] = Change(Record(files[9]), _ => File.ReadAllBytes(Record(files[10])), "its record is another chunk's"),
        };
        // Two chunks exchanged, each whole and with the right number of frames.
        Exchange(files[5], files[6]);
        damaged[5] = damaged[6] = "its file ";
        File.Delete(files[10]);
        File.Delete(Record(files[10]));
        damaged[10] = null;

        string log = Render();

        Assert.Equal(expected, command.Output);
        JsonElement[] chunks = [.. command.Report.GetProperty("chunks").EnumerateArray()];
        Assert.Equal(damaged.Keys.Order(), chunks.Where(c => !c.GetProperty("cached").GetBoolean()).Select(c => c.GetProperty("index").GetInt32()));
        Assert.All(chunks, chunk =>
        {
            int index = chunk.GetProperty("index").GetInt32();
            string? said = chunk.GetProperty("cacheDamage").GetString();
            if (damaged.GetValueOrDefault(index) is not { } expectedDamage)
            {
                Assert.Null(said);
                return;
            }

            Assert.Contains(expectedDamage, said, StringComparison.Ordinal);
            Assert.Contains($"[chunk {index}] WARNING what the cache has of it is not used: {said}; {files[index]}", log, StringComparison.Ordinal);
        });
        Assert.Empty(command.Report.GetProperty("failedAttempts").EnumerateArray());

        Render();
        Assert.Equal(0, command.Rendered());
    }

    private string Render()
    {
        using StartedRender render = command.Start();
        string log = render.ReadToEnd();
        Assert.Equal(0, render.Wait());
        return log;
    }

    private static string Record(string file) => Path.ChangeExtension(file, ".json");

    private static string Change(string file, Func<byte[], byte[]> change, string expected)
    {
        File.WriteAllBytes(file, change(File.ReadAllBytes(file)));
        return expected;
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        bytes[at] ^= 1;
        return bytes;
    }

    private static void Exchange(string one, string other)
    {
        File.Move(one, one + ".aside");
        File.Move(other, one);
        File.Move(one + ".aside", other);
    }
}

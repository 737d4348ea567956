using System.Runtime.CompilerServices;
using System.Text;

namespace StandIns.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots-").FullName;

    // The genuine package would start a diff tool.
    [ModuleInitializer]
    internal static void DisableDiffTools() => Environment.SetEnvironmentVariable("DiffEngine_Disabled", "true");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Verify_SnapshotMissing_FailsAndWritesReceived()
    {
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("one\r\ntwo").UseDirectory(_folder));

        string received = $"{_folder}/VerifierTests.Verify_SnapshotMissing_FailsAndWritesReceived.received.txt";
        Assert.Equal("one\ntwo", await File.ReadAllTextAsync(received));
        Assert.Contains("two", exception.Message, StringComparison.Ordinal);
        Assert.Contains("VerifierTests.Verify_SnapshotMissing_FailsAndWritesReceived.verified.txt", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\ntwo\n")]
    [InlineData("one\r\ntwo")]
    public async Task Verify_Equal_PassesAndLeavesNothing(string verified)
    {
        await File.WriteAllTextAsync($"{_folder}/name.verified.txt", verified);

        await Verify("one\ntwo").UseDirectory(_folder).UseFileName("name");

        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Verify_Different_FailsWithBothTexts()
    {
        await File.WriteAllTextAsync($"{_folder}/name.verified.txt", "same\nold\nsame");

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(
            async () => await Verify("same\nnew\nsame").UseDirectory(_folder).UseFileName("name"));

        Assert.Contains("new", exception.Message, StringComparison.Ordinal);
        Assert.Contains("old", exception.Message, StringComparison.Ordinal);
        Assert.Equal("same\nnew\nsame", await File.ReadAllTextAsync($"{_folder}/name.received.txt"));
    }

    [Fact]
    public async Task Verify_ScrubbedDifference_Passes()
    {
        await File.WriteAllTextAsync($"{_folder}/name.verified.json", "keep\n# kept\nspeed: N");
        var settings = new VerifySettings();
        settings.UseDirectory(_folder);
        settings.UseFileName("name");
        settings.ScrubLinesContaining("SECONDS");

        await Verify("keep\nit took 3 seconds\ndrop\n# kept\nspeed: 12", "json", settings)
            .ScrubLines(line => line == "drop")
            .AddScrubber(text => text.Replace("12", "N"));
    }

    [Theory]
    [InlineData("a/b", 1.5)]
    public async Task Verify_TheoryParameters_ArePartOfTheName(string text, double number)
    {
        await File.WriteAllTextAsync($"{_folder}/Type.Method_text=a-b_number=1.5.verified.txt", "x");

        await Verify("x").UseDirectory(_folder).UseTypeName("Type").UseMethodName("Method").UseParameters(text, number);
    }

    [Fact]
    public async Task Verify_EqualBytes_Passes()
    {
        await File.WriteAllBytesAsync($"{_folder}/name.verified.bin", [1, 2, 3]);

        await Verify([1, 2, 3]).UseDirectory(_folder).UseFileName("name");
    }

    [Fact]
    public async Task Verify_DifferentBytes_FailsAndWritesReceived()
    {
        await File.WriteAllBytesAsync($"{_folder}/name.verified.bin", [1, 2, 3]);

        await Assert.ThrowsAnyAsync<Exception>(async () => await Verify([1, 2, 4]).UseDirectory(_folder).UseFileName("name"));

        Assert.Equal([1, 2, 4], await File.ReadAllBytesAsync($"{_folder}/name.received.bin"));
    }

    [Fact]
    public async Task Verify_Stream_IsReadFromItsStart()
    {
        await File.WriteAllBytesAsync($"{_folder}/name.verified.bin", Encoding.ASCII.GetBytes("frame"));
        var stream = new MemoryStream(Encoding.ASCII.GetBytes("frame"));
        stream.Position = 3;

        await Verify(stream, "bin").UseDirectory(_folder).UseFileName("name");
    }

    [Fact]
    public Task Verify_ReturnedFromATest_ComparesWithTheFileBesideTheSource() => Verify("beside the source");
}

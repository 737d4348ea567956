// Stands in for Verify.Xunit 31.12.5: the same names and shapes, for the part that tests here use.

using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares what a test made with the snapshot beside the test.</summary>
/// <remarks>
/// Objects are left out on purpose: the genuine package writes them by a serializer of its own, and a
/// snapshot must mean the same under both. Serialize first, then verify the string.
/// </remarks>
public static class Verifier
{
    /// <summary>Compares text with a .verified.txt file.</summary>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <summary>Compares text with a .verified file of the given extension.</summary>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => SnapshotComparison.OfText(current.PathsFor(sourceFile, extension), current.Scrub(target ?? "null")));

    /// <summary>Compares bytes with a .verified.bin file.</summary>
    public static SettingsTask Verify(byte[]? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "bin", settings, sourceFile);

    /// <summary>Compares bytes with a .verified file of the given extension.</summary>
    public static SettingsTask Verify(
        byte[]? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => SnapshotComparison.OfBytes(current.PathsFor(sourceFile, extension), target ?? []));

    /// <summary>Compares a stream, from its start, with a .verified file of the given extension.</summary>
    public static SettingsTask Verify(
        Stream target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
    {
        ArgumentNullException.ThrowIfNull(target);
        return new(settings, current =>
        {
            using Stream source = target;
            if (source.CanSeek)
                source.Position = 0;
            using var bytes = new MemoryStream();
            source.CopyTo(bytes);
            SnapshotComparison.OfBytes(current.PathsFor(sourceFile, extension), bytes.ToArray());
        });
    }
}

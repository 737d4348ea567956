// Stands in for Verify.Xunit 31.12.5: the same names and shapes, for the part that tests here use.

using System.Text;

namespace VerifyTests;

/// <summary>The accepted file, and the one that is written when a test's result is another.</summary>
internal sealed record SnapshotPaths(string Prefix, string Extension)
{
    public string Verified => $"{Prefix}.verified.{Extension}";

    public string Received => $"{Prefix}.received.{Extension}";
}

/// <summary>Compares a result with its snapshot; a missing snapshot is a difference.</summary>
internal static class SnapshotComparison
{
    public static void OfText(SnapshotPaths paths, string received)
    {
        File.Delete(paths.Received);
        if (!File.Exists(paths.Verified))
        {
            WriteReceived(paths, Encoding.UTF8.GetBytes(received));
            throw new VerifyException($"New snapshot.\n{Acceptance(paths)}\nReceived:\n{received}");
        }

        string verified = File.ReadAllText(paths.Verified).Replace("\r\n", "\n", StringComparison.Ordinal);
        // An editor's final newline in the snapshot is not a difference.
        if (verified == received || verified == received + "\n")
            return;
        WriteReceived(paths, Encoding.UTF8.GetBytes(received));
        throw new VerifyException(
            $"{FirstDifference(received, verified)}\n{Acceptance(paths)}\nReceived:\n{received}\nVerified:\n{verified}");
    }

    public static void OfBytes(SnapshotPaths paths, byte[] received)
    {
        File.Delete(paths.Received);
        bool isNew = !File.Exists(paths.Verified);
        byte[] verified = isNew ? [] : File.ReadAllBytes(paths.Verified);
        if (!isNew && verified.AsSpan().SequenceEqual(received))
            return;
        WriteReceived(paths, received);
        int offset = verified.AsSpan().CommonPrefixLength(received);
        throw new VerifyException(isNew
            ? $"New snapshot of {received.Length} bytes.\n{Acceptance(paths)}"
            : $"First difference at byte {offset}; received {received.Length} bytes, verified {verified.Length}.\n{Acceptance(paths)}");
    }

    private static void WriteReceived(SnapshotPaths paths, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(paths.Received)!);
        File.WriteAllBytes(paths.Received, content);
    }

    private static string Acceptance(SnapshotPaths paths) =>
        $"To accept: mv '{paths.Received}' '{paths.Verified}'";

    private static string FirstDifference(string received, string verified)
    {
        string[] receivedLines = received.Split('\n');
        string[] verifiedLines = verified.Split('\n');
        int line = receivedLines.AsSpan().CommonPrefixLength(verifiedLines);
        return $"First difference in line {line + 1}:\n  received: {At(receivedLines)}\n  verified: {At(verifiedLines)}";

        string At(string[] lines) => line < lines.Length ? lines[line] : "(end of text)";
    }
}

/// <summary>A result is not what its snapshot says.</summary>
internal sealed class VerifyException(string message) : Exception(message);

using System.Collections.Immutable;
using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>What a process that decodes pictures tells of one.</summary>
/// <param name="Failure">Why it cannot be shown; null when it can.</param>
/// <param name="Notices">What is wrong with it all the same.</param>
/// <param name="IsLasting">Whether the same file would give the same again.</param>
public sealed record PictureAnswer(WorkerFailure? Failure, ImmutableArray<string> Notices, bool IsLasting);

/// <summary>Messages to and from a process that decodes pictures, each one line of JSON: a file's name may have anything in it.</summary>
public static class PictureMessages
{
    /// <summary>The first line of a process: it waits for its first picture.</summary>
    public const string Ready = "ready";

    private const string Path = "path", Sha256 = "sha256", Failure = "failure", IsLasting = "isLasting";

    /// <summary>A picture as a line.</summary>
    public static byte[] Line(PictureJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Line(writer =>
        {
            writer.WriteString(Path, job.Path);
            writer.WriteString(Sha256, job.Sha256);
        });
    }

    /// <summary>An answer as a line.</summary>
    public static byte[] Line(PictureAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Line(writer =>
        {
            if (answer.Failure is { } failure)
            {
                writer.WritePropertyName(Failure);
                WorkerFailureJson.Write(writer, failure);
            }

            PictureVerdictJson.WriteNotices(writer, answer.Notices);
            writer.WriteBoolean(IsLasting, answer.IsLasting);
        });
    }

    /// <summary>The picture of a line.</summary>
    public static PictureJob ReadJob(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return new PictureJob(document.RootElement.Text(Path), document.RootElement.Text(Sha256), 0);
    }

    /// <summary>The answer of a line; null when it is none: a library may write to standard output.</summary>
    public static PictureAnswer? ReadAnswer(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement answer = document.RootElement;
            return new PictureAnswer(
                answer.ObjectOrNull(Failure) is { } failure ? WorkerFailureJson.Read(failure) : null,
                PictureVerdictJson.ReadNotices(answer),
                answer.GetProperty(IsLasting).GetBoolean());
        }
        catch (Exception e) when (JsonMembers.IsMismatch(e))
        {
            return null;
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

using System.Collections.Immutable;

namespace PluginRender.Rendering;

/// <summary>What decoding a picture file showed.</summary>
/// <param name="Fault">Why it cannot be shown; null when it can.</param>
/// <param name="Notices">What is wrong with it though it is shown, as <see cref="IPictureDecoder"/> tells it.</param>
public sealed record PictureVerdict(PictureFault? Fault, ImmutableArray<string> Notices)
{
    /// <summary>Nothing is wrong.</summary>
    public static PictureVerdict Fine { get; } = new(null, []);

    /// <summary>The picture cannot be shown.</summary>
    public static PictureVerdict Refused(string problem, string remedy) => new(new PictureFault(problem, remedy), []);
}

/// <summary>Why a picture cannot be shown.</summary>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record PictureFault(string Problem, string Remedy);

/// <summary>A verdict, and whether another decoding would give the same.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="IsLasting">
/// Whether it follows from the file's contents and what decodes: then it is remembered. What time, memory or permissions
/// had a part in is not.
/// </param>
public sealed record PictureFinding(PictureVerdict Verdict, bool IsLasting);

/// <summary>A picture to decode.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Sha256">Of its contents, as they were when it was looked at.</param>
/// <param name="Bytes">Memory that a process is expected to take while it decodes it.</param>
public sealed record PictureJob(string Path, string Sha256, long Bytes);

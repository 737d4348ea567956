using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>How much of an output is looked at.</summary>
public enum VerificationDepth
{
    /// <summary>Every packet's header; no picture is decoded.</summary>
    Packets,

    /// <summary>Every packet, and every picture is decoded.</summary>
    Decode,
}

/// <summary>One place where two chunks meet.</summary>
/// <param name="Chunk">The chunk that begins here.</param>
/// <param name="Frame">Its first frame.</param>
/// <param name="StartsWithIdr">Whether the first packet is an IDR picture.</param>
/// <param name="ParametersEqual">Whether the chunk's codec parameters, extradata included, equal the output's; null when the chunk is gone.</param>
public sealed record Seam(int Chunk, int Frame, bool StartsWithIdr, bool? ParametersEqual);

/// <summary>The proof that an output is what its plan says and was joined without re-encoding.</summary>
/// <param name="Frames">Packets found.</param>
/// <param name="Seams">The seams, in order; chunk 0's begin counts.</param>
/// <param name="DecodedFrames">Pictures decoded; null when none were asked for.</param>
/// <param name="Problems">What is wrong, each with its frame; empty when the output is proven.</param>
public sealed record SeamCertificate(
    int Frames, ImmutableArray<Seam> Seams, int? DecodedFrames, ImmutableArray<string> Problems)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsProven => Problems.IsEmpty;
}

/// <summary>Checks outputs.</summary>
public interface IOutputVerifier
{
    /// <param name="plan">What the output should be.</param>
    /// <param name="output">The file.</param>
    /// <param name="chunkFile">Where a chunk's file would be.</param>
    /// <param name="depth">How much to look at.</param>
    SeamCertificate Verify(RenderPlan plan, string output, Func<PlannedChunk, string> chunkFile, VerificationDepth depth);
}

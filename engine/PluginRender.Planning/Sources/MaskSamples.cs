using System.Security.Cryptography;

namespace PluginRender.Planning;

/// <summary>
/// A mask's samples as a plan has them: PackBits (TIFF 6.0, section 9) in Base64. Unlike Deflate it has one result on every
/// machine, which a plan must have; and of soft masks it leaves hardly more. They stay packed until they are used, so that a
/// plan takes no more memory than its text.
/// </summary>
public sealed class MaskSamples : IEquatable<MaskSamples>
{
    private const int LongestRun = 128;
    private readonly byte[] packed;

    private MaskSamples(byte[] packed) => this.packed = packed;

    /// <summary>What stands in the plan, before Base64.</summary>
    public ReadOnlySpan<byte> Packed => packed;

    /// <summary>Packs samples.</summary>
    public static MaskSamples Of(ReadOnlySpan<byte> samples)
    {
        var packed = new List<byte>();
        for (int start = 0; start < samples.Length;)
        {
            int run = RunAt(samples, start);
            if (run >= 3)
            {
                packed.Add((byte)(1 - run));
                packed.Add(samples[start]);
                start += run;
                continue;
            }

            int end = start;
            while (end < samples.Length && end - start < LongestRun && RunAt(samples, end) < 3) end++;
            packed.Add((byte)(end - start - 1));
            packed.AddRange(samples[start..end]);
            start = end;
        }

        return new MaskSamples([.. packed]);
    }

    /// <summary>Takes the samples of a mask from a plan; null when they are not those of the mask.</summary>
    public static MaskSamples? Read(byte[] packed, MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(packed);
        ArgumentNullException.ThrowIfNull(mask);
        var read = new MaskSamples(packed);
        return read.Unpack(mask) is null ? null : read;
    }

    /// <summary>The samples, row by row.</summary>
    /// <param name="mask">The mask they are of.</param>
    /// <returns>The samples; null when they are not those of the mask.</returns>
    public byte[]? Unpack(MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Unpack(packed, mask.Width * mask.Height) is { } samples && Convert.ToHexStringLower(SHA256.HashData(samples)) == mask.Sha256 ? samples : null;
    }

    /// <inheritdoc/>
    public bool Equals(MaskSamples? other) => other is not null && Packed.SequenceEqual(other.Packed);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MaskSamples);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(packed);
        return hash.ToHashCode();
    }

    private static int RunAt(ReadOnlySpan<byte> samples, int start)
    {
        ReadOnlySpan<byte> rest = samples.Slice(start, Math.Min(LongestRun, samples.Length - start));
        int other = rest.IndexOfAnyExcept(rest[0]);
        return other < 0 ? rest.Length : other;
    }

    private static byte[]? Unpack(ReadOnlySpan<byte> packed, int length)
    {
        // Before anything is made of what the plan says: no byte stands for more than 64 samples.
        if (length > (long)packed.Length * LongestRun / 2) return null;
        byte[] samples = new byte[length];
        int at = 0;
        while (packed.Length > 1)
        {
            int code = (sbyte)packed[0];
            int count = code < 0 ? 1 - code : code + 1, taken = code < 0 ? 1 : count;
            if (code == sbyte.MinValue || count > length - at || taken > packed.Length - 1) return null;
            if (code < 0) samples.AsSpan(at, count).Fill(packed[1]);
            else packed.Slice(1, count).CopyTo(samples.AsSpan(at));
            at += count;
            packed = packed[(1 + taken)..];
        }

        return packed.IsEmpty && at == length ? samples : null;
    }
}

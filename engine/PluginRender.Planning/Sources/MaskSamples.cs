using System.Security.Cryptography;

namespace PluginRender.Planning;

/// <summary>
/// A mask's samples as a plan has them: PackBits (TIFF 6.0, section 9) in Base64. Unlike Deflate it has one result on every
/// machine, which a plan must have; and masks are mostly runs. They stay packed until they are used, so that a plan takes
/// no more memory than its text.
/// </summary>
public sealed record MaskSamples
{
    private const int LongestRun = 128;

    private MaskSamples(string text) => Text = text;

    /// <summary>What stands in the plan.</summary>
    public string Text { get; }

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

        return new MaskSamples(Convert.ToBase64String([.. packed]));
    }

    /// <summary>Takes the samples of a mask from a plan's text; null when they are not those of the mask.</summary>
    public static MaskSamples? Read(string text, MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var read = new MaskSamples(text);
        return read.Unpack(mask) is null ? null : read;
    }

    /// <summary>The samples, row by row.</summary>
    /// <param name="mask">The mask they are of.</param>
    /// <returns>The samples; null when they are not those of the mask.</returns>
    public byte[]? Unpack(MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int length = mask.Width * mask.Height;
        byte[] packed = new byte[Text.Length];
        if (!Convert.TryFromBase64String(Text, packed, out int count) || Unpack(packed.AsSpan(0, count), length) is not { } samples) return null;
        return Convert.ToHexStringLower(SHA256.HashData(samples)) == mask.Sha256 ? samples : null;
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

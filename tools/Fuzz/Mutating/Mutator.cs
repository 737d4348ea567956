using System.Buffers.Binary;
using System.Text;

namespace PluginRender.Fuzz.Mutating;

/// <summary>
/// Changes seeds at random: bits, numbers, pieces and words. It knows no coverage: what it makes depends on the seed and
/// the input's number alone, so that a finding is a pair of numbers.
/// </summary>
/// <param name="seeds">Valid inputs.</param>
/// <param name="words">Pieces that mean something to the reader.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words)
{
    private const int MostChanges = 8;
    private const int MostBytes = 64 * 1024;

    private static readonly long[] Numbers =
        [0, 1, -1, 2, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 255, 256, 8191, 8192, 8193, 32767, 32768, 65535, 65536, 99999999, 2147483647, 2147483648, 4294967295, long.MaxValue, long.MinValue];

    private static readonly string[] Decimals =
        ["0", "-0", "1e400", "-1e-400", "1e28", "0.00000000000000000000000000001", "16", "17", "8192", "8193", "1.5", "240", "2147483648", "9223372036854775808", "1E+2", "01", ".5", "5.", "NaN"];

    private readonly byte[][] encoded = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>An input of a run.</summary>
    public byte[] Make(ulong seed, long input)
    {
        Chance chance = Chance.Of(seed, input);
        List<byte> bytes = [.. chance.Of(seeds)];
        for (int changes = 1 + chance.Below(1 + chance.Below(MostChanges)); changes > 0; changes--) Change(bytes, chance);
        if (bytes.Count > MostBytes) bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, Chance chance)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(chance.Of(seeds));
            return;
        }

        int at = chance.Below(bytes.Count);
        switch (chance.Below(13))
        {
            case 0: bytes[at] ^= (byte)(1 << chance.Below(8)); break;
            case 1: bytes[at] = (byte)chance.Next(); break;
            case 2: bytes[at] += (byte)(chance.Below(33) - 16); break;
            case 3: Overwrite(bytes, at, Number(chance)); break;
            case 4: bytes.RemoveRange(at, Length(bytes, at, chance)); break;
            case 5: bytes.InsertRange(chance.Below(bytes.Count), bytes.GetRange(at, Length(bytes, at, chance))); break;
            case 6: bytes.InsertRange(at, Word(chance)); break;
            case 7: Overwrite(bytes, at, Word(chance)); break;
            case 8: Splice(bytes, at, chance); break;
            case 9: Cut(bytes, at, chance); break;
            case 10: bytes.InsertRange(at, Enumerable.Repeat((byte)chance.Next(), 1 + chance.Below(chance.Below(20) == 0 ? 4096 : 64))); break;
            case 11: ReplaceDigits(bytes, at, chance); break;
            default: ReplaceText(bytes, at, chance); break;
        }
    }

    private byte[] Word(Chance chance) => encoded.Length == 0 ? [(byte)chance.Next()] : chance.Of(encoded);

    private static byte[] Number(Chance chance)
    {
        long number = chance.Of(Numbers);
        byte[] bytes = new byte[8];
        bool big = chance.Below(2) == 0;
        int size = 1 << chance.Below(4);
        if (big) BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        else BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return big ? bytes[^size..] : bytes[..size];
    }

    private static int Length(List<byte> bytes, int at, Chance chance)
        => Math.Min(bytes.Count - at, 1 + chance.Below(chance.Below(4) == 0 ? bytes.Count : 32));

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++) bytes[at + i] = with[i];
    }

    /// <summary>Ends the input early, mostly by a little.</summary>
    private static void Cut(List<byte> bytes, int at, Chance chance)
    {
        int from = chance.Below(4) == 0 ? at : Math.Max(0, bytes.Count - 1 - chance.Below(16));
        bytes.RemoveRange(from, bytes.Count - from);
    }

    /// <summary>The rest of another seed.</summary>
    private void Splice(List<byte> bytes, int at, Chance chance)
    {
        byte[] other = chance.Of(seeds);
        int from = chance.Below(other.Length);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other[from..]);
    }

    /// <summary>Writes another number where the next one stands.</summary>
    private static void ReplaceDigits(List<byte> bytes, int at, Chance chance)
    {
        int from = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
        if (from < 0) return;
        int end = bytes.FindIndex(from, b => b is < (byte)'0' or > (byte)'9');
        bytes.RemoveRange(from, (end < 0 ? bytes.Count : end) - from);
        bytes.InsertRange(from, Encoding.ASCII.GetBytes(chance.Of(Decimals)));
    }

    /// <summary>Writes another word where the next quoted text stands.</summary>
    private void ReplaceText(List<byte> bytes, int at, Chance chance)
    {
        int from = bytes.IndexOf((byte)'"', at);
        int end = from < 0 ? -1 : bytes.IndexOf((byte)'"', from + 1);
        if (end < 0) return;
        bytes.RemoveRange(from, end + 1 - from);
        bytes.InsertRange(from, Word(chance));
    }
}

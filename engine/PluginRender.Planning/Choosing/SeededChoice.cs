using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Planning;

/// <summary>Variety without chance: numbers that follow from the project's seed and a name alone.</summary>
internal static class SeededChoice
{
    /// <summary>One of the whole numbers from −<paramref name="most"/> to <paramref name="most"/>.</summary>
    public static int Between(int seed, string name, int most)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{name}")));
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)((2 * most) + 1)) - most;
    }
}

namespace PluginRender.Fuzz.Mutating;

/// <summary>Random numbers from a seed, the same everywhere and for ever (SplitMix64, Steele, Lea and Flood 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>The numbers of one input of a run: any input can be made again without those before it.</summary>
    public static Chance Of(ulong seed, long input) => new((seed * 0x9e3779b97f4a7c15) ^ ((ulong)input * 0xd1342543de82ef95));

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9e3779b97f4a7c15;
        ulong bits = state;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>One of some things.</summary>
    public T Of<T>(IReadOnlyList<T> things) => things[Below(things.Count)];
}

namespace PluginRender.Media;

/// <summary>Reads big-endian numbers one after the other. Past the end everything is 0.</summary>
internal ref struct HeifReader
{
    private readonly ReadOnlySpan<byte> file;
    private readonly int end;
    private int at;

    public HeifReader(ReadOnlySpan<byte> file, Range part)
    {
        this.file = file;
        (at, int length) = part.GetOffsetAndLength(file.Length);
        end = at + length;
    }

    /// <summary>Whether more was read than there is.</summary>
    public bool IsPastEnd { get; private set; }

    /// <summary>What was not read yet.</summary>
    public readonly Range Rest => at..end;

    /// <summary>A number of 0 to 8 bytes.</summary>
    public ulong Next(int bytes)
    {
        if (bytes > end - at)
        {
            (IsPastEnd, at) = (true, end);
            return 0;
        }

        ulong value = 0;
        for (int i = 0; i < bytes; i++) value = (value << 8) | file[at + i];
        at += bytes;
        return value;
    }

    /// <summary>Version and flags, which some boxes begin with.</summary>
    public (int Version, int Flags) FullBox() => ((int)Next(1), (int)Next(3));

    /// <summary>A type of four letters.</summary>
    public string Letters()
    {
        uint value = (uint)Next(4);
        return new string([(char)(value >> 24), (char)((value >> 16) & 0xff), (char)((value >> 8) & 0xff), (char)(value & 0xff)]);
    }

    public void Skip(int bytes) => _ = Next(bytes);
}

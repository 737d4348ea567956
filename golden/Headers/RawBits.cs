namespace PluginRender.Golden.Headers;

/// <summary>Reads the bits of a NAL unit's payload (ITU-T H.264, 7.2 and 9.1), emulation prevention removed.</summary>
internal sealed class RawBits
{
    private readonly List<byte> bytes = [];
    private int position;

    /// <param name="unit">A NAL unit with its header byte.</param>
    public RawBits(ReadOnlySpan<byte> unit)
    {
        for (int i = 1; i < unit.Length; i++)
            if (!(i > 2 && unit[i] == 3 && unit[i - 1] == 0 && unit[i - 2] == 0)) bytes.Add(unit[i]);
    }

    /// <summary>Whether syntax elements remain before rbsp_trailing_bits (7.2, more_rbsp_data).</summary>
    public bool HasMore
    {
        get
        {
            int last = bytes.FindLastIndex(b => b != 0);
            return position < (last * 8) + 7 - System.Numerics.BitOperations.TrailingZeroCount(bytes[last]);
        }
    }

    /// <summary>u(n).</summary>
    public uint U(int count)
    {
        uint value = 0;
        for (; count > 0; count--, position++)
            value = (value << 1) | (uint)((bytes[position >> 3] >> (7 - (position & 7))) & 1);
        return value;
    }

    /// <summary>ue(v), 9.1.</summary>
    public uint Ue()
    {
        int zeros = 0;
        while (U(1) == 0) zeros++;
        return (1u << zeros) - 1 + U(zeros);
    }

    /// <summary>se(v), 9.1.1.</summary>
    public int Se()
    {
        uint code = Ue();
        return (code & 1) == 1 ? (int)((code + 1) / 2) : -(int)(code / 2);
    }
}

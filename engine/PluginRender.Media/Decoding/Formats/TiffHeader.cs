using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The first directory of a TIFF (TIFF 6.0, section 2): its first picture.</summary>
internal readonly ref struct TiffHeader
{
    private const int Widths = 256, Heights = 257, Compressions = 259, Photometrics = 262, Orientations = 274, Inks = 5, DngVersion = 50706;

    private readonly ReadOnlySpan<byte> file;
    private readonly bool little;
    private readonly int directory;

    private TiffHeader(ReadOnlySpan<byte> file, bool little, int directory)
    {
        this.file = file;
        this.little = little;
        this.directory = directory;
    }

    /// <summary>Whether a file is a TIFF by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>Finds the directory.</summary>
    public static TiffHeader Of(ReadOnlySpan<byte> file)
    {
        bool little = file[0] == (byte)'I';
        uint directory = file.Length < 8 ? 0 : little ? BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) : BinaryPrimitives.ReadUInt32BigEndian(file[4..]);
        return new TiffHeader(file, little, directory is >= 8 and < int.MaxValue && directory + 2 <= file.Length ? (int)directory : 0);
    }

    /// <summary>Columns; 0 where it does not say.</summary>
    public int Width => Number(Widths);

    /// <summary>Rows; 0 where it does not say.</summary>
    public int Height => Number(Heights);

    /// <summary>The orientation, 1 to 8.</summary>
    public int Orientation => Number(Orientations) is >= 1 and <= 8 and int value ? value : 1;

    /// <summary>What it is that is not read; null where it is an ordinary picture.</summary>
    public string? Refusal
    {
        get
        {
            if (file.Length > 10 && file[8..].StartsWith("CR"u8)) return "this is a camera's raw file (Canon)";
            if (Number(DngVersion) != 0 || Find(DngVersion) >= 0) return "this is a camera's raw file (DNG)";
            if (Number(Photometrics) == Inks) return "this is a TIFF in CMYK";
            return Number(Compressions) switch
            {
                6 or 7 => "this is a TIFF with JPEG compression",
                34712 => "this is a TIFF with JPEG 2000 compression",
                50000 => "this is a TIFF with Zstandard compression",
                50001 => "this is a TIFF with WebP compression",
                _ => null,
            };
        }
    }

    /// <summary>The first number of a tag; 0 where the directory lacks it, or it is none.</summary>
    private int Number(int tag)
    {
        int at = Find(tag);
        if (at < 0) return 0;
        return U16(at + 2) switch
        {
            1 => file[at + 8],
            3 => U16(at + 8),
            4 => (int)Math.Min(int.MaxValue, U32(at + 8)),
            _ => 0,
        };
    }

    private int Find(int tag)
    {
        int entries = directory == 0 ? 0 : U16(directory);
        for (int i = 0; i < entries; i++)
        {
            int at = directory + 2 + (12 * i);
            if (at + 12 > file.Length) return -1;
            if (U16(at) == tag) return at;
        }

        return -1;
    }

    private int U16(int at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt16BigEndian(file[at..]);

    private uint U32(int at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
}

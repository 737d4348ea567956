using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>What a component of a JPEG is: its identifier, its samples in a unit along both axes, and the number of its quantization table.</summary>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int Table);

/// <summary>
/// The marker segments before the first scan of a JPEG (ITU-T T.81, annex B), read as libjpeg does, which viewers are made with:
/// whatever stands between two segments is passed over.
/// </summary>
internal sealed class JpegStructure
{
    private const int StartOfFrame = 0xc0, EndOfImage = 0xd9, StartOfScan = 0xda, Tables = 0xdb, Jfif = 0xe0, App1 = 0xe1, Adobe = 0xee, JpegLs = 0xf7;

    private bool hasJfif;
    private int? adobeTransform;
    private int tables;

    private JpegStructure()
    {
    }

    /// <summary>The frame's marker, 0xc0 to 0xcf, or 0xf7 of JPEG-LS; 0 where there is none.</summary>
    public int Process { get; private set; }

    /// <summary>Bits a sample.</summary>
    public int Precision { get; private set; }

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows; 0 where they are told after the picture.</summary>
    public int Height { get; private set; }

    /// <summary>In the frame's order.</summary>
    public IReadOnlyList<JpegComponent> Components { get; private set; } = [];

    /// <summary>The TIFF structure of the first Exif segment; empty where there is none.</summary>
    public Range Exif { get; private set; } = ..0;

    /// <summary>Where the first scan's data begin; null where there is none.</summary>
    public int? ScanStart { get; private set; }

    /// <summary>Whether later scans make the picture finer (annex G).</summary>
    public bool IsProgressive => (Process & 3) == 2;

    /// <summary>Whether it is coded arithmetically (annex D).</summary>
    public bool IsArithmetic => Process is > 0xc8 and <= 0xcf;

    /// <summary>Whether three components are red, green and blue: libjpeg's rules, in its order.</summary>
    public bool IsRgb => Components.Count == 3 && !hasJfif && (adobeTransform is { } transform ? transform == 0 : HasRgbIds);

    /// <summary>
    /// Whether libavcodec shows it as viewers do: with Huffman codes, gray or three components of which it takes the same for colors,
    /// and the tables of all of them, without which it shows gray.
    /// </summary>
    public bool IsOrdinary => !IsArithmetic && Components.All(c => (tables & (1 << c.Table)) != 0) && (Components.Count == 1 || (Components.Count == 3 && IsRgb == IsTakenForRgb));

    private bool HasRgbIds => Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }];

    // libavcodec's mjpegdec.c: JFIF is not heeded, and subsampled is always YCbCr.
    private bool IsTakenForRgb => (adobeTransform == 0 || HasRgbIds)
        && Components.All(c => c.Horizontal == Components[0].Horizontal && c.Vertical == Components[0].Vertical);

    /// <summary>Reads a file that begins with SOI.</summary>
    public static JpegStructure Parse(ReadOnlySpan<byte> file)
    {
        var jpeg = new JpegStructure();
        bool hasExif = false;
        for (int at = 2; (at = NextMarker(file, at)) >= 0;)
        {
            byte marker = file[at + 1];
            if (marker == EndOfImage || at + 4 > file.Length) break;
            int end = at + 2 + Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            ReadOnlySpan<byte> body = file[(at + 4)..Math.Min(end, file.Length)];
            if (marker == StartOfScan)
            {
                jpeg.ScanStart = end;
                break;
            }

            if (IsFrame(marker) && jpeg.Process == 0) jpeg.ReadFrame(marker, body);
            else if (marker == Tables) jpeg.ReadTables(body);
            else if (marker == Jfif && body.StartsWith("JFIF\0"u8)) jpeg.hasJfif = true;
            else if (marker == Adobe && body.Length >= 12 && body.StartsWith("Adobe"u8)) jpeg.adobeTransform = body[11];
            else if (marker == App1 && body.Length >= 6 && body.StartsWith("Exif\0"u8) && !hasExif)
            {
                // The first one counts; its sixth byte is 0 in most files.
                hasExif = true;
                jpeg.Exif = (at + 10)..(at + 4 + body.Length);
            }

            at = end;
        }

        return jpeg;
    }

    // SOF0 to SOF15 without DHT, JPG and DAC, which share their range (table B.1).
    private static bool IsFrame(int marker) => marker is (>= StartOfFrame and <= 0xcf and not (0xc4 or 0xc8 or 0xcc)) or JpegLs;

    /// <summary>Where the next marker that has a segment stands, or the end; −1 where there is none.</summary>
    private static int NextMarker(ReadOnlySpan<byte> file, int at)
    {
        for (; at + 1 < file.Length; at++)
        {
            // TEM and RST stand alone.
            if (file[at] == 0xff && file[at + 1] is not (0 or 1 or (>= 0xd0 and <= 0xd8) or 0xff)) return at;
        }

        return -1;
    }

    private void ReadTables(ReadOnlySpan<byte> body)
    {
        // A number with 64 steps of one or two bytes, and the next one.
        for (int at = 0; at < body.Length; at += body[at] < 16 ? 65 : 129) tables |= 1 << (body[at] & 15);
    }

    private void ReadFrame(int marker, ReadOnlySpan<byte> body)
    {
        if (body.Length < 6) return;
        Process = marker;
        Precision = body[0];
        (Height, Width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        var components = new List<JpegComponent>();
        for (int at = 6; components.Count < body[5] && at + 3 <= body.Length; at += 3) components.Add(new JpegComponent(body[at], body[at + 1] >> 4, body[at + 1] & 15, body[at + 2]));
        Components = components;
    }
}

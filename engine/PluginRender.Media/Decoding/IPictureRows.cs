namespace PluginRender.Media;

/// <summary>
/// A picture as rows of 16-bit RGBA, not premultiplied, in the order from the first to the last: no more than a few of them are in
/// memory beside what the codec itself keeps.
/// </summary>
internal interface IPictureRows : IDisposable
{
    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>Whether the file has more than 8 bits a sample.</summary>
    bool IsDeep { get; }

    /// <summary>Whether red, green and blue are the same everywhere.</summary>
    bool IsGray => false;

    /// <summary>What its samples are before a color profile is applied.</summary>
    SampleKind Kind => IsGray ? SampleKind.Gray : SampleKind.Rgb;

    /// <summary>From now on rows of CMYK are cyan, magenta, yellow and black, 65535 for full ink, for a color profile.</summary>
    void KeepInks()
    {
        // Others have none.
    }

    /// <summary>Fills in the next row: four samples a pixel.</summary>
    void Read(Span<ushort> rgba);
}

namespace PluginRender.Media;

/// <summary>One of the pictures in a HEIF file, or a grid of them (ISO/IEC 23008-12).</summary>
internal sealed class HeifItem
{
    /// <summary>The most pieces of its data, and tiles of a grid: a 256-megapixel picture in tiles of 512 has some 1,000.</summary>
    public const int MaximumParts = 4096;

    /// <summary>Its number in the file.</summary>
    public required uint Id { get; init; }

    /// <summary>"hvc1", "av01", "grid" or another.</summary>
    public required string Type { get; init; }

    /// <summary>Where its data lies in the file, in order.</summary>
    public List<Range> Data { get; } = [];

    /// <summary>Its properties in their order.</summary>
    public List<HeifBox> Properties { get; } = [];

    /// <summary>The items that it is made of, in order: a grid's tiles.</summary>
    public List<uint> Parts { get; } = [];

    /// <summary>Whether the data ends before the file says.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether it is another item's opacity.</summary>
    public bool IsOpacity { get; set; }

    /// <summary>The first property of a type; null where there is none.</summary>
    public Range? Property(string type) => HeifBoxes.First(Properties, type);
}

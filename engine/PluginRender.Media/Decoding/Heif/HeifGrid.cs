namespace PluginRender.Media;

/// <summary>The tiles of a picture, row by row (ISO/IEC 23008-12, 6.6.2.3); a picture that is not cut into tiles is one.</summary>
/// <param name="Columns">Tiles side by side.</param>
/// <param name="Tiles">All of them.</param>
/// <param name="Width">Columns of the whole picture.</param>
/// <param name="Height">Its rows.</param>
internal sealed record HeifGrid(int Columns, IReadOnlyList<HeifItem> Tiles, int Width, int Height)
{
    /// <summary>The tiles of an item.</summary>
    /// <returns>Null where they are not there.</returns>
    public static HeifGrid? Of(ReadOnlySpan<byte> file, HeifFile heif, HeifItem item)
    {
        if (item.Property("ispe") is not { } extent) return null;
        var size = new HeifReader(file, extent);
        size.FullBox();
        (int width, int height) = ((int)Math.Min(int.MaxValue, size.Next(4)), (int)Math.Min(int.MaxValue, size.Next(4)));
        if (item.Type != "grid") return new HeifGrid(1, [item], width, height);
        if (item.Data.Count == 0) return null;
        var reader = new HeifReader(file, item.Data[0]);
        reader.Skip(1);
        int bytes = (reader.Next(1) & 1) == 1 ? 4 : 2;
        (int rows, int columns) = ((int)reader.Next(1) + 1, (int)reader.Next(1) + 1);
        (ulong gridWidth, ulong gridHeight) = (reader.Next(bytes), reader.Next(bytes));
        var tiles = item.Parts.Select(id => heif.Item(id)).OfType<HeifItem>().Where(t => t.Type is "av01" or "hvc1").ToList();
        bool fits = tiles.Count >= rows * columns && gridWidth == (ulong)width && gridHeight == (ulong)height && !reader.IsPastEnd;
        return fits ? new HeifGrid(columns, tiles[..(rows * columns)], width, height) : null;
    }
}

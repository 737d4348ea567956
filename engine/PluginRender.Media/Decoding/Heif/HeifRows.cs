using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>The rows of a HEIF's picture; the tiles of one row of the grid are decoded at a time.</summary>
internal sealed class HeifRows : IPictureRows
{
    /// <summary>Tiles may be cropped: pixels below which it does not matter by how much.</summary>
    private const long SmallPixels = 1 << 22;

    private readonly PictureFile file;
    private readonly HeifGrid grid;
    private readonly List<HeifTile> tiles = [];
    private readonly HeifTile? opacity;
    private ushort[] tileRow = [];
    private int tileTop;
    private int next;

    public HeifRows(PictureFile file, HeifFile heif, HeifItem item, HeifGrid grid)
    {
        (this.file, this.grid) = (file, grid);
        try
        {
            Load(0);
        }
        catch
        {
            Release();
            throw;
        }

        if (heif.OpacityOf(item) is not { } alpha) return;
        try
        {
            opacity = HeifTile.Decode(file, alpha);
            IsOpacityMissing = opacity.Pixels.Width != Width || opacity.Pixels.Height != Height;
        }
        catch (SourceException)
        {
            IsOpacityMissing = true;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Width => grid.Width;

    public int Height => grid.Height;

    public bool IsDeep => tiles[0].Pixels.IsDeep;

    /// <summary>Whether there is an opacity that cannot be used.</summary>
    public bool IsOpacityMissing { get; }

    public void Read(Span<ushort> rgba)
    {
        int y = next++;
        if (y - tileTop >= tiles[0].Pixels.Height) Load((tileTop += tiles[0].Pixels.Height) / tiles[0].Pixels.Height);
        int x = 0;
        foreach (HeifTile tile in tiles)
        {
            int columns = Math.Min(tile.Pixels.Width, Width - x);
            if (columns <= 0) break;
            tile.Pixels.Read(y - tileTop, tileRow);
            tileRow.AsSpan(0, 4 * columns).CopyTo(rgba[(4 * x)..]);
            x += columns;
        }

        if (opacity is not null && !IsOpacityMissing) opacity.Pixels.ReadOpacity(y, rgba);
    }

    public void Dispose()
    {
        Release();
        opacity?.Dispose();
    }

    private void Release()
    {
        foreach (HeifTile tile in tiles) tile.Dispose();
        tiles.Clear();
    }

    private void Load(int row)
    {
        (int width, int height) = tiles.Count == 0 ? (0, 0) : (tiles[0].Pixels.Width, tiles[0].Pixels.Height);
        Release();
        for (int column = 0; column < grid.Columns; column++)
        {
            int index = (row * grid.Columns) + column;
            if (index >= grid.Tiles.Count) throw Misfit();
            HeifTile tile = HeifTile.Decode(file, grid.Tiles[index]);
            tiles.Add(tile);
            if ((long)tile.Pixels.Width * tile.Pixels.Height * grid.Columns > 2 * Math.Max((long)Width * Height, SmallPixels)) throw Misfit();
            (width, height) = width == 0 ? (tile.Pixels.Width, tile.Pixels.Height) : (width, height);
            if (tile.Pixels.Width != width || tile.Pixels.Height != height) throw Misfit();
        }

        // Neither too few pixels nor a tile beside the picture: a file could ask for any number of those.
        if ((long)width * grid.Columns < Width || (long)width * (grid.Columns - 1) >= Width || (long)height * ((grid.Tiles.Count / grid.Columns) - 1) >= Height) throw Misfit();
        if (tileRow.Length != 4 * width) tileRow = new ushort[4 * width];
    }

    private SourceException Misfit() => new(file.Path, "its tiles do not make up the picture", OtherFile.Export);
}

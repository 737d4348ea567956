namespace PluginRender.Effects.Neural.TorchScript;

/// <summary>One piece of a frame.</summary>
/// <param name="Left">First column that is used of it.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns that are used.</param>
/// <param name="Height">Rows that are used.</param>
/// <param name="Overlap">Columns and rows before these that the model sees too.</param>
internal readonly record struct Tile(int Left, int Top, int Width, int Height, int Overlap);

/// <summary>Divides a frame into tiles of one size, which a model is fastest with, and whose used parts meet without overlapping.</summary>
internal sealed class TileGrid
{
    // Models halve their input up to five times, and want whole pixels each time.
    private const int Multiple = 32;

    /// <param name="width">The frame's columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="tile">The side that is used of a tile; a little more, where the model then sees a multiple of 32.</param>
    /// <param name="overlap">What it sees beyond that on each side.</param>
    public TileGrid(int width, int height, int tile, int overlap)
    {
        TileWidth = SideFor(width, tile, overlap);
        TileHeight = SideFor(height, tile, overlap);
        int usedWidth = TileWidth - (2 * overlap), usedHeight = TileHeight - (2 * overlap);
        for (int top = 0; top < height; top += usedHeight)
        {
            for (int left = 0; left < width; left += usedWidth)
                Tiles.Add(new Tile(left, top, Math.Min(usedWidth, width - left), Math.Min(usedHeight, height - top), overlap));
        }
    }

    /// <summary>Columns that the model sees.</summary>
    public int TileWidth { get; }

    /// <summary>Rows that the model sees.</summary>
    public int TileHeight { get; }

    /// <summary>Row by row.</summary>
    public List<Tile> Tiles { get; } = [];

    /// <summary>No larger than the frame needs.</summary>
    private static int SideFor(int frame, int tile, int overlap)
        => (Math.Min(tile, frame) + (2 * overlap) + Multiple - 1) / Multiple * Multiple;
}

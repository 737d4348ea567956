namespace PluginRender.Media;

/// <summary>A pass of an interlaced PNG: every so many columns and rows from a first one (ISO/IEC 15948, 8.2).</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="StepX">Columns from one to the next.</param>
/// <param name="StepY">Rows from one to the next.</param>
internal readonly record struct Adam7(int Left, int Top, int StepX, int StepY)
{
    /// <summary>The passes in the order of the file.</summary>
    public static IReadOnlyList<Adam7> Passes { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>Columns and rows from one pixel to the next once so many passes are there, 1 to 7.</summary>
    public static (int X, int Y) GridAfter(int passes) => passes switch
    {
        1 => (8, 8),
        2 => (4, 8),
        3 => (4, 4),
        4 => (2, 4),
        5 => (2, 2),
        6 => (1, 2),
        _ => (1, 1),
    };

    /// <summary>Its columns in a picture.</summary>
    public int Columns(int width) => Math.Max(0, (width - Left + StepX - 1) / StepX);

    /// <summary>Its rows in a picture.</summary>
    public int Rows(int height) => Math.Max(0, (height - Top + StepY - 1) / StepY);
}

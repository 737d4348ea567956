using System.Globalization;
using PluginRender.Planning;

namespace PluginRender.Detection.Yolo;

/// <summary>How a model lays out what it found.</summary>
public enum YoloLayout
{
    /// <summary>
    /// YOLOv5 and v7: a row for each candidate, center, size, objectness, a score for each class; the score is objectness
    /// times the class's.
    /// </summary>
    RowsWithObjectness,

    /// <summary>YOLOv8, v9, 11, 12: a column for each candidate, center, size, a score for each class.</summary>
    Columns,

    /// <summary>The same with rows and columns exchanged, as some converters leave it.</summary>
    Rows,

    /// <summary>YOLOv10, 26 and exports with suppression built in: rows of two corners, a score and a class; no duplicates.</summary>
    EndToEnd,
}

/// <summary>What a model's output means.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Candidates">How many candidates it has.</param>
/// <param name="Classes">How many classes; 0 where a class is a number in the row.</param>
/// <param name="Coefficients">Coefficients of a mask that end each candidate; 0 without masks.</param>
public sealed record YoloHead(YoloLayout Layout, int Candidates, int Classes, int Coefficients)
{
    // Models with an additional finer or coarser level have other strides.
    private static readonly int[][] Strides = [[8, 16, 32], [8, 16, 32, 64], [4, 8, 16, 32]];

    /// <summary>Numbers of a candidate.</summary>
    public int Length => Coefficients + Layout switch
    {
        YoloLayout.RowsWithObjectness => 5 + Classes,
        YoloLayout.EndToEnd => 6,
        _ => 4 + Classes,
    };

    /// <summary>
    /// Recognizes a layout by the output's size: the number of candidates follows from the input's, so that no two
    /// layouts look alike.
    /// </summary>
    /// <param name="model">The file, for messages.</param>
    /// <param name="rows">Second dimension of the output.</param>
    /// <param name="columns">Third dimension.</param>
    /// <param name="inputWidth">Of the input.</param>
    /// <param name="inputHeight">Of the input.</param>
    /// <param name="coefficients">Coefficients of masks; 0 without.</param>
    /// <exception cref="ModelException">It is none of them.</exception>
    public static YoloHead Of(string model, int rows, int columns, int inputWidth, int inputHeight, int coefficients)
    {
        int[] candidates = [.. Strides.Select(s => s.Sum(stride => (inputWidth / stride) * (inputHeight / stride)))];
        if (candidates.Any(c => rows == 3 * c) && columns > 5 + coefficients)
            return new YoloHead(YoloLayout.RowsWithObjectness, rows, columns - 5 - coefficients, coefficients);
        if (candidates.Contains(columns) && rows > 4 + coefficients)
            return new YoloHead(YoloLayout.Columns, columns, rows - 4 - coefficients, coefficients);
        if (candidates.Contains(rows) && columns > 4 + coefficients)
            return new YoloHead(YoloLayout.Rows, rows, columns - 4 - coefficients, coefficients);
        if (columns == 6 + coefficients)
            return new YoloHead(YoloLayout.EndToEnd, rows, 0, coefficients);
        string masks = coefficients > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {coefficients} for masks") : "";
        throw new ModelException(
            model,
            string.Create(CultureInfo.InvariantCulture, $"its output is {rows}x{columns} for an input of {inputWidth}x{inputHeight}"),
            string.Create(CultureInfo.InvariantCulture,
                $"expected {3 * candidates[0]}x(5 + classes{masks}) as YOLOv5 has it, (4 + classes{masks})x{candidates[0]} as v8, v9 and 11, or Nx(6{masks}) as v10 and end-to-end exports; export the model as one of these"));
    }
}

using System.Runtime.CompilerServices;
using PluginRender.Kernels.Sampling;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// What is done to every sample of a plane, each by itself. Several are joined to one that does them in one go: a sample
/// passes through all of them, and on to its code, without being stored in between.
/// </summary>
public abstract class PointOperation
{
    private protected PointOperation((int Columns, int Rows)? size) => Size = size;

    /// <summary>The only size of plane that it is for; null for one that is for any.</summary>
    public (int Columns, int Rows)? Size { get; }

    /// <summary>One after the other; null, which changes nothing, for none.</summary>
    /// <exception cref="ArgumentException">They are for planes of different sizes.</exception>
    public static PointOperation? Join(PointOperation? first, PointOperation? second)
    {
        if (first is null) return second;
        if (second is null) return first;
        if (first.Size is { } one && second.Size is { } other && one != other)
            throw new ArgumentException($"an operation on planes of {one.Columns}x{one.Rows} cannot be joined with one on planes of {other.Columns}x{other.Rows}", nameof(second));
        return first.Before(second);
    }

    /// <summary>Changes a row in place.</summary>
    /// <param name="row">All samples of the row.</param>
    /// <param name="number">The row's number in the plane.</param>
    /// <exception cref="ArgumentException">The row is not one of a plane of <see cref="Size"/>.</exception>
    public void Apply(Span<short> row, int number)
    {
        Check(row.Length, number);
        ApplyChecked(row, number);
    }

    /// <summary>Stores what a row becomes, as <see cref="DitheredStore"/> does.</summary>
    internal void Store(ReadOnlySpan<short> source, Span<byte> destination, int row)
    {
        Check(source.Length, row);
        StoreChecked(source, destination, row);
    }

    /// <summary>The same for a row that is still to be summed.</summary>
    internal void Store(in WordSums source, Span<byte> destination, int row)
    {
        Check(source.Count, row);
        StoreChecked(source, destination, row);
    }

    internal static PointOperation Of<TOperation>(TOperation operation, (int Columns, int Rows)? size = null)
        where TOperation : struct, ISampleOperation
        => new Pass<TOperation>(operation, size);

    private protected abstract void ApplyChecked(Span<short> row, int number);

    private protected abstract void StoreChecked(ReadOnlySpan<short> source, Span<byte> destination, int row);

    private protected abstract void StoreChecked(in WordSums source, Span<byte> destination, int row);

    private protected abstract PointOperation Before(PointOperation next);

    private protected abstract PointOperation After<TFirst>(TFirst first, (int Columns, int Rows)? size)
        where TFirst : struct, ISampleOperation;

    private void Check(int columns, int row)
    {
        if (Size is not { } size || (size.Columns == columns && row >= 0 && row < size.Rows)) return;
        throw new ArgumentException($"row {row} has {columns} samples; the operation is for a plane of {size.Columns}x{size.Rows}", nameof(row));
    }

    /// <summary>The type of each operation is known to the compiler, and so is that of two joined: it makes one loop of them.</summary>
    private sealed class Pass<TOperation>(TOperation operation, (int Columns, int Rows)? size) : PointOperation(size)
        where TOperation : struct, ISampleOperation
    {
        private protected override void ApplyChecked(Span<short> row, int number)
        {
            TOperation placed = operation;
            placed.BeginRow(number);
            SampleRow.Apply(row, placed);
        }

        // Called for every row: not first without optimization.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void StoreChecked(ReadOnlySpan<short> source, Span<byte> destination, int row)
        {
            TOperation placed = operation;
            placed.BeginRow(row);
            DitheredStore.StoreRow(source, destination, row, 0, placed);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void StoreChecked(in WordSums source, Span<byte> destination, int row)
        {
            TOperation placed = operation;
            placed.BeginRow(row);
            VerticalWordStore.StoreRow(source, destination, row, placed);
        }

        private protected override PointOperation Before(PointOperation next) => next.After(operation, Size);

        private protected override PointOperation After<TFirst>(TFirst first, (int Columns, int Rows)? size)
            => Of(new Joined<TFirst, TOperation>(first, operation), size ?? Size);
    }
}

namespace PluginRender.Kernels.Sampling;

/// <summary>How the taps of a <see cref="PolyphaseFilter"/> lie in memory.</summary>
internal enum TapLayout
{
    /// <summary>All taps of output 0, then those of output 1, …</summary>
    Sequential,

    /// <summary>The same, padded to a multiple of 8 taps: one vector of taps feeds one multiply-add.</summary>
    Padded,

    /// <summary>
    /// Blocks of <see cref="PolyphaseFilter.Block"/> outputs; within a block the first pair of taps of every output,
    /// then the second pairs, …: one vector of pairs feeds one multiply-add.
    /// </summary>
    Blocked,
}

/// <summary>
/// The coefficients of one axis: for every output sample the first source sample it reads and its taps in 14-bit
/// fixed point, summing exactly to 1. Outside the plane its edge sample repeats: such taps are folded onto it.
/// </summary>
/// <remarks>
/// When shrinking, the kernel is widened by the step, which is what keeps the picture free of aliasing. Weights are
/// computed in double precision by additions, multiplications and divisions alone, hence the same everywhere.
/// </remarks>
internal sealed unsafe class PolyphaseFilter(int count) : IDisposable
{
    /// <summary>Outputs in a block of <see cref="TapLayout.Blocked"/>.</summary>
    public const int Block = 16;

    private readonly int paddedCount = (count + Block - 1) & -Block;
    private readonly NativeBuffer<int> starts = new();
    private readonly NativeBuffer<int> pairs = new();
    private readonly NativeBuffer<double> weights = new();
    private readonly NativeBuffer<int> rounded = new();
    private (double First, double Step, int Size) built;

    /// <summary>Outputs.</summary>
    public int Count => count;

    /// <summary>Pairs of taps per output.</summary>
    public int PairCount { get; private set; }

    /// <summary>How <see cref="Pairs"/> are ordered.</summary>
    public TapLayout Layout { get; private set; }

    /// <summary>The first source sample that any output reads.</summary>
    public int Origin { get; private set; }

    /// <summary>How many source samples from <see cref="Origin"/> on are read, those with zero taps excepted.</summary>
    public int Extent { get; private set; }

    /// <summary>Per output (padded to whole blocks): its first source sample, counted from <see cref="Origin"/>.</summary>
    public int* Starts => starts.Pointer;

    /// <summary>Pairs of 16-bit taps, the earlier one in the low half.</summary>
    public int* Pairs => pairs.Pointer;

    /// <summary>
    /// Computes the taps for outputs at source positions first + i · step, in samples from the first sample's center.
    /// </summary>
    /// <param name="first">Position of output 0.</param>
    /// <param name="step">Source samples per output, positive.</param>
    /// <param name="size">Source samples, at least 1.</param>
    /// <param name="blockedSpan">
    /// Blocks are laid out for gathering if sixteen outputs start within this many samples, else taps are padded; −1
    /// for taps one after the other.
    /// </param>
    /// <returns>False if the taps at hand are the ones asked for.</returns>
    public bool Set(double first, double step, int size, int blockedSpan)
    {
        if (built == (first, step, size)) return false;
        double support = CubicKernel.Support * Math.Max(1, step);
        int taps = ((int)Math.Ceiling(2 * support) + 1) & -2;
        PlaceStarts(first, step, size, support, taps);
        Layout = blockedSpan < 0 ? TapLayout.Sequential : FitsBlocks(blockedSpan) ? TapLayout.Blocked : TapLayout.Padded;
        PairCount = Layout == TapLayout.Padded ? (taps + 7) / 8 * 4 : taps / 2;
        pairs.Reserve(paddedCount * PairCount);
        new Span<int>(Pairs, paddedCount * PairCount).Clear();
        weights.Reserve(taps);
        rounded.Reserve(taps);
        for (int i = 0; i < count; i++) PlaceTaps(i, first + (i * step), step, size, taps);
        built = (first, step, size);
        return true;
    }

    public void Dispose()
    {
        starts.Dispose();
        pairs.Dispose();
        weights.Dispose();
        rounded.Dispose();
    }

    private void PlaceStarts(double first, double step, int size, double support, int taps)
    {
        starts.Reserve(paddedCount);
        int greatest = Math.Max(0, size - taps);
        for (int i = 0; i < count; i++) Starts[i] = Math.Clamp(FixedPointTaps.First(first + (i * step), support), 0, greatest);
        Origin = Starts[0];
        Extent = Math.Min(Starts[count - 1] + taps, size) - Origin;
        for (int i = 0; i < count; i++) Starts[i] -= Origin;
        for (int i = count; i < paddedCount; i++) Starts[i] = Starts[count - 1];
    }

    /// <summary>Whether each four outputs start within 6 samples, hence their pairs within 8, and likewise each sixteen.</summary>
    private bool FitsBlocks(int blockedSpan)
    {
        for (int i = 0; i < paddedCount; i += 4)
        {
            if (Starts[i + 3] - Starts[i] > blockedSpan / 5) return false;
            if (i % Block == 0 && Starts[i + Block - 1] - Starts[i] > blockedSpan) return false;
        }

        return true;
    }

    private void PlaceTaps(int output, double position, double step, int size, int taps)
    {
        Span<int> single = new(rounded.Pointer, taps);
        FixedPointTaps.Compute(position, step, size, Origin + Starts[output], single, new Span<double>(weights.Pointer, taps));
        bool blocked = Layout == TapLayout.Blocked;
        int* pair = blocked ? Pairs + (output / Block * PairCount * Block) + (output % Block) : Pairs + (output * PairCount);
        for (int tap = 0; tap < taps; tap += 2, pair += blocked ? Block : 1) *pair = (single[tap] & 0xFFFF) | (single[tap + 1] << 16);
    }
}

using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// The decoded pictures of a render, shared by its workers. What is not needed again goes after its last use. What is
/// needed again stays while there is room, and the ones used longest ago go first, so that memory does not grow with the
/// number of segments.
/// </summary>
/// <param name="decoder">Decodes.</param>
/// <param name="folder">The project's folder.</param>
/// <param name="budgetBytes">Room for pictures that nobody uses at the moment.</param>
/// <param name="allowOutside">Whether a plan's pictures may lie outside the project's folder.</param>
public sealed class PictureStore(
    IPictureDecoder decoder, string folder, long budgetBytes = PictureStore.DefaultBudgetBytes, bool allowOutside = false) : IDisposable
{
    /// <summary>The room of a whole render; workers that are processes share it out.</summary>
    public const long DefaultBudgetBytes = 32L << 20;

    private readonly ProjectFiles files = new(folder, allowOutside);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>Pictures decoded so far.</summary>
    public int DecodedCount { get; private set; }

    /// <summary>A picture, decoded now unless it is held; dispose the lease after use.</summary>
    /// <param name="picture">Which.</param>
    /// <param name="neededAgain">Whether there will be a use after this one.</param>
    public PictureLease Rent(PlannedSource.Picture picture, bool neededAgain)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Entry? entry;
        lock (gate)
        {
            if (!entries.TryGetValue(picture.Path, out entry))
                entries.Add(picture.Path, entry = new Entry(picture.Path, noticed => Decode(picture, noticed)));
            entry.Users++;
            entry.NeededAgain = neededAgain;
        }

        try
        {
            // Outside the lock: others go on while one decodes; those who want the same picture wait for it.
            return new PictureLease(entry.Buffer.Value, () => Return(entry)) { Notices = entry.Notices };
        }
        catch
        {
            lock (gate)
            {
                entry.Users--;
                entries.Remove(picture.Path);
            }

            throw;
        }
    }

    /// <summary>Frees all pictures.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (Entry entry in entries.Values.Where(e => e.Buffer.IsValueCreated)) entry.Buffer.Value.Dispose();
            entries.Clear();
        }
    }

    private PictureBuffer Decode(PlannedSource.Picture picture, Action<string> noticed)
    {
        string path = Locate(picture.Path);
        Faults.Pass(FaultPoint.Decode, path);
        PictureBuffer buffer = decoder.Decode(path, 1, noticed);
        lock (gate) DecodedCount++;
        if (buffer.Width == picture.Info.Width && buffer.Height == picture.Info.Height) return buffer;
        buffer.Dispose();
        throw new SourceException(path, "the picture changed while it was being rendered", "start the render again");
    }

    private string Locate(string relative) => files.Locate(relative)
        ?? throw new SourceException(Path.GetFullPath(Path.Combine(folder, relative)), "the picture lies outside the project's folder", "move it below the folder, or give --allow-outside");

    private void Return(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            entry.LastUse = ++clock;
            if (entry.Users == 0 && !entry.NeededAgain) Remove(entry);
            long idle = entries.Values.Where(e => e.Users == 0).Sum(e => e.Buffer.Value.Bytes);
            foreach (Entry oldest in entries.Values.Where(e => e.Users == 0).OrderBy(e => e.LastUse).ToList())
            {
                if (idle <= budgetBytes) break;
                idle -= oldest.Buffer.Value.Bytes;
                Remove(oldest);
            }
        }
    }

    private void Remove(Entry entry)
    {
        entries.Remove(entry.Path);
        entry.Buffer.Value.Dispose();
    }

    private sealed class Entry
    {
        private readonly List<string> notices = [];

        public Entry(string path, Func<Action<string>, PictureBuffer> decode)
        {
            Path = path;
            Buffer = new Lazy<PictureBuffer>(() => decode(notices.Add));
        }

        public string Path { get; }

        public Lazy<PictureBuffer> Buffer { get; }

        /// <summary>What the decoder noticed; complete once there is a buffer.</summary>
        public IReadOnlyList<string> Notices => notices;

        public int Users { get; set; }

        public bool NeededAgain { get; set; }

        public long LastUse { get; set; }
    }
}

/// <summary>The use of a shared picture.</summary>
public sealed class PictureLease(PictureBuffer buffer, Action giveBack) : IDisposable
{
    private Action? giveBack = giveBack;

    /// <summary>The picture; valid until the lease is disposed.</summary>
    public PictureBuffer Buffer { get; } = buffer;

    /// <summary>What is wrong with the file though it is shown, as <see cref="IPictureDecoder"/> tells it.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Ends the use.</summary>
    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke();
}

using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace PluginRender.Rendering;

/// <summary>
/// Memory that a worker process shares with the render: how many frames it has finished, and the effect call each of
/// its threads is in. It can be read after the worker was killed, and writing to it costs a few stores, where a
/// message before each of the thousands of calls a second would not be free.
/// </summary>
public sealed unsafe class WorkerBoard : IDisposable
{
    private const int SlotBytes = 64;
    private const int Slots = 64;
    private const int Bytes = SlotBytes * (Slots + 1);

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* memory;

    private WorkerBoard(MemoryMappedFile file)
    {
        this.file = file;
        view = file.CreateViewAccessor(0, Bytes);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref memory);
    }

    /// <summary>Where a worker finds the memory: a file that no folder has and that is gone with its last user.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.SafeMemoryMappedFileHandle.DangerousGetHandle()}");

    /// <summary>Frames finished since the worker began.</summary>
    public int Frames => Volatile.Read(ref *(int*)memory);

    /// <summary>New memory, for the render.</summary>
    public static WorkerBoard Create() => new(MemoryMappedFile.CreateNew(null, Bytes));

    /// <summary>The memory of a render, for a worker.</summary>
    /// <param name="path">The render's <see cref="Path"/>.</param>
    public static WorkerBoard Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        return new WorkerBoard(MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
    }

    /// <summary>Counts a finished frame; by one thread.</summary>
    public void FinishFrame() => Volatile.Write(ref *(int*)memory, *(int*)memory + 1);

    /// <summary>Notes that the calling thread is about to call an effect. Not undone when the call throws: the next call does.</summary>
    /// <param name="segment">Index of the segment in the plan.</param>
    /// <param name="effect">Index of the effect in the segment.</param>
    /// <param name="frame">Frame within the segment; −1 while the effect is being created.</param>
    public void Enter(int segment, int effect, int frame)
    {
        Slot* slot = Own;
        slot->Effect = effect;
        slot->Frame = frame;
        Volatile.Write(ref slot->SegmentAfter, segment + 1);
    }

    /// <summary>Notes that the call has returned.</summary>
    public void Leave() => Volatile.Write(ref Own->SegmentAfter, 0);

    /// <summary>Forgets all calls: between chunks.</summary>
    public void Clear()
    {
        for (int i = 0; i < Slots; i++) Volatile.Write(ref At(i)->SegmentAfter, 0);
    }

    /// <summary>An effect call that has not returned; null for none. Of several, the one that began first in the list of threads.</summary>
    public EffectCall? Current
    {
        get
        {
            for (int i = 0; i < Slots; i++)
            {
                Slot* slot = At(i);
                int segment = Volatile.Read(ref slot->SegmentAfter) - 1;
                if (segment >= 0) return new EffectCall(segment, slot->Effect, slot->Frame);
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    // Threads whose numbers are 64 apart would share one; a worker has a handful.
    private Slot* Own => At(Environment.CurrentManagedThreadId % Slots);

    // The frame count has a cache line of its own before them.
    private Slot* At(int index) => (Slot*)(memory + (SlotBytes * (index + 1)));

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public int SegmentAfter;
        public int Effect;
        public int Frame;
    }
}

/// <summary>A call of an effect.</summary>
/// <param name="Segment">Index of the segment in the plan.</param>
/// <param name="Effect">Index of the effect in the segment.</param>
/// <param name="Frame">Frame within the segment; −1 while the effect is being created.</param>
public readonly record struct EffectCall(int Segment, int Effect, int Frame);

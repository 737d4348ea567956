using System.Runtime.InteropServices;

namespace PluginRender.Rendering;

/// <summary>Native memory aligned to 64 bytes: pixels never live on the managed heap.</summary>
internal sealed unsafe class NativeBuffer<T> : SafeHandle
    where T : unmanaged
{
    public NativeBuffer(long length)
        : base(0, ownsHandle: true)
    {
        Length = checked((int)length);
        SetHandle((nint)NativeMemory.AlignedAlloc(checked((nuint)length * (nuint)sizeof(T)), 64));
        GC.AddMemoryPressure(length * sizeof(T));
    }

    public int Length { get; }

    public override bool IsInvalid => handle == 0;

    /// <summary>The memory; not to be kept beyond the owner's life.</summary>
    public Span<T> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<T>((void*)handle, Length);
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)Length * sizeof(T));
        return true;
    }
}

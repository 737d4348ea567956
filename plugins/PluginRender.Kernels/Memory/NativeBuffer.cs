using System.Runtime.InteropServices;

namespace PluginRender.Kernels;

/// <summary>
/// Memory outside the managed heap, 64-byte aligned, that only grows: scratch that is allocated once and used
/// for every frame. Contents are undefined after it has grown.
/// </summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;

    ~NativeBuffer() => Free();

    /// <summary>The first element, or null while nothing was asked for.</summary>
    public T* Pointer { get; private set; }

    /// <summary>Elements allocated.</summary>
    public int Length { get; private set; }

    /// <summary>Makes room for <paramref name="length"/> elements.</summary>
    public void Reserve(int length)
    {
        if (length <= Length) return;
        Free();
        nuint bytes = ((nuint)length * (nuint)sizeof(T)) + Alignment - 1 & ~(Alignment - 1);
        Pointer = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Pointer, bytes);
        Length = length;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Length = 0;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Kernels.Pointwise;

/// <summary>One operation after another.</summary>
internal struct Joined<TFirst, TSecond>(TFirst first, TSecond second) : ISampleOperation
    where TFirst : struct, ISampleOperation
    where TSecond : struct, ISampleOperation
{
    private TFirst first = first;
    private TSecond second = second;

    public void BeginRow(int number)
    {
        first.BeginRow(number);
        second.BeginRow(number);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Invoke(short sample, int x) => second.Invoke(first.Invoke(sample, x), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<short> Invoke(Vector128<short> samples, int x) => second.Invoke(first.Invoke(samples, x), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<short> Invoke(Vector256<short> samples, int x) => second.Invoke(first.Invoke(samples, x), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<short> Invoke(Vector512<short> samples, int x) => second.Invoke(first.Invoke(samples, x), x);
}

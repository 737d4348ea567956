using System.Runtime.Intrinsics;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// One operation on a sample, in four widths that agree bit for bit; <see cref="SampleRow"/> drives it over a row.
/// Implemented by structs, so that every call is inlined. The 128-bit form may use SSSE3, the 256-bit form AVX2, the
/// 512-bit form AVX-512BW.
/// </summary>
internal interface ISampleOperation
{
    /// <summary>Says which row of the plane the samples to come are of.</summary>
    void BeginRow(int number);

    /// <summary>The reference: the sample at column <paramref name="x"/>.</summary>
    short Invoke(short sample, int x);

    /// <summary>Eight samples from column <paramref name="x"/> on, a multiple of 8.</summary>
    Vector128<short> Invoke(Vector128<short> samples, int x);

    /// <summary>Sixteen samples from column <paramref name="x"/> on, a multiple of 16.</summary>
    Vector256<short> Invoke(Vector256<short> samples, int x);

    /// <summary>Thirty-two samples from column <paramref name="x"/> on, a multiple of 32.</summary>
    Vector512<short> Invoke(Vector512<short> samples, int x);
}

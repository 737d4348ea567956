using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Tiers;

/// <summary>What a child process of <see cref="InstructionSetTierTests"/> runs: which sets are on, then the hashes.</summary>
internal static class Program
{
    public const string Argument = "--kernel-hashes";

    public static int Main(string[] arguments)
    {
        if (arguments is not [Argument]) return 0;
        Console.WriteLine($"AVX512BW={Avx512BW.IsSupported} AVX2={Avx2.IsSupported} SSSE3={Ssse3.IsSupported}");
        foreach (string line in KernelHashes.All()) Console.WriteLine(line);
        return 0;
    }
}

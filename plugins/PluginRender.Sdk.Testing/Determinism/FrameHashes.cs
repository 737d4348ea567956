using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PluginRender.Sdk.Testing;

/// <summary>What two processes compare: the hashes of some frames of an effect.</summary>
internal static class FrameHashes
{
    public static IEnumerable<string> Of(TestedEffect effect)
    {
        CheckedRun run = new(effect, "the same bits", "the stack trace below");
        foreach ((int width, int height) in new[] { (130, 74), (1042, 34) })
        {
            Scene scene = Scene.Of(width, height);
            using Effect instance = run.Create(scene.Context);
            foreach (int frame in new[] { 0, 7, 29 }) yield return $"{scene.Size} frame {frame} {Hash(run.Apply(instance, scene, frame))}";
        }
    }

    private static string Hash(TestFrame frame)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < frame.PlaneHeight(plane); y++) hash.AppendData(MemoryMarshal.AsBytes(frame.Row(plane, y)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

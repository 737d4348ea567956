using System.IO.Compression;
using System.Text;

namespace PluginRender.TestModels;

/// <summary>
/// Writes TorchScript files without PyTorch: the same archive as <c>torch.jit.save</c> makes, of a module without parameters whose
/// <c>forward</c> is given as code. Weights are computed in it.
/// </summary>
public static class TorchScriptFile
{
    /// <summary>1 − x: each sample is known.</summary>
    public const string Invert = "return torch.add(torch.neg(x), 1.)";

    /// <summary>The mean of 9x9 samples: reaches over 4 pixels on each side.</summary>
    public const string Smooth = "return torch.avg_pool2d(x, [9, 9], [1, 1], [4, 4], False, False)";

    /// <summary>x itself.</summary>
    public const string Nothing = "return torch.mul(x, 1.)";

    /// <summary>A picture half as large.</summary>
    public const string Halve = "return torch.avg_pool2d(x, [2, 2], [2, 2])";

    /// <summary>Fails when it runs, since the shapes do not fit.</summary>
    public const string Fail = "return torch.add(x, torch.ones([7, 11, 13]))";

    /// <summary>Wants 256 TiB.</summary>
    public const string Swell = "return torch.add(x, torch.ones([70368744177664]))";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="forward">The body of <c>forward(self, x: Tensor) -> Tensor</c>, a statement that returns a tensor.</param>
    public static void Write(string path, string forward)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        // Opcodes of the pickle protocol, version 2: an object of class Model with the attribute training = False.
        Add(archive, "data.pkl", [0x80, 2, .. "c__torch__\nModel\n"u8, (byte)')', 0x81, .. "}("u8, .. Text("training"), 0x89, .. "ub."u8]);
        Add(archive, "constants.pkl", [0x80, 2, .. ")."u8]);
        Add(archive, "version", "3\n"u8);
        Add(archive, "code/__torch__.py", Encoding.UTF8.GetBytes($"""
            class Model(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Model,
                x: Tensor) -> Tensor:
                {forward}

            """.ReplaceLineEndings("\n")));
    }

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using Stream entry = archive.CreateEntry("model/" + name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}

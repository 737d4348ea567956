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

    /// <summary>
    /// 2x, by way of three tensors of 63 channels that are there at once, as in a network of layers that wide; wants weights, which
    /// it sums and multiplies by 0.
    /// </summary>
    public const string Wide = "r = torch.repeat(torch.add(x, torch.mul(torch.sum(self.weight), 0.)), [1, 21, 1, 1])\n    return torch.slice(torch.add(torch.relu(r), r), 1, 0, 3)";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="forward">The body of <c>forward(self, x: Tensor) -> Tensor</c>, statements that return a tensor.</param>
    /// <param name="weights">So many numbers, all 0, has its parameter <c>weight</c>, of four bytes each; without any there is no such parameter.</param>
    public static void Write(string path, string forward, int weights = 0)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        // Opcodes of the pickle protocol, version 2: an object of class Model with the attribute training = False.
        Add(archive, "data.pkl", [0x80, 2, .. "c__torch__\nModel\n"u8, (byte)')', 0x81, .. "}("u8, .. Text("training"), 0x89, .. weights > 0 ? Weight(weights) : [], .. "ub."u8]);
        if (weights > 0) Add(archive, "data/0", new byte[4 * weights]);
        Add(archive, "constants.pkl", [0x80, 2, .. ")."u8]);
        Add(archive, "version", "3\n"u8);
        Add(archive, "code/__torch__.py", Encoding.UTF8.GetBytes($"""
            class Model(Module):
              __parameters__ = [{(weights > 0 ? "\"weight\", " : "")}]
              __buffers__ = []
              {(weights > 0 ? "weight : Tensor" : "")}
              training : bool
              def forward(self: __torch__.Model,
                x: Tensor) -> Tensor:
                {forward}

            """.ReplaceLineEndings("\n")));
    }

    /// <summary>The attribute: torch._utils._rebuild_tensor_v2 of a storage in data/0, offset, size, strides, whether it requires gradients, hooks.</summary>
    private static byte[] Weight(int count) =>
    [
        .. Text("weight"), .. "ctorch._utils\n_rebuild_tensor_v2\n(("u8, .. Text("storage"), .. "ctorch\nFloatStorage\n"u8, .. Text("0"), .. Text("cpu"), .. Number(count),
        .. "tQ"u8, .. Number(0), .. "("u8, .. Number(count), .. "t("u8, .. Number(1), .. "t"u8, 0x89, .. "ccollections\nOrderedDict\n)RtR"u8,
    ];

    private static byte[] Number(int number) => [(byte)'J', .. BitConverter.GetBytes(number)];

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using Stream entry = archive.CreateEntry("model/" + name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}

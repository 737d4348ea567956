using System.Runtime.InteropServices;
using TorchSharp;

namespace PluginRender.Effects.Neural.TorchScript;

/// <summary>A model at work on tiles of one size.</summary>
internal sealed class TileModel : IDisposable
{
#if CUDA
    private static readonly torch.Device Device = torch.cuda.is_available() ? torch.CUDA : torch.CPU;
#else
    private static readonly torch.Device Device = torch.CPU;
#endif

    private readonly string path;
    private readonly torch.jit.ScriptModule<torch.Tensor, torch.Tensor> module;
    private readonly torch.Tensor input;

    // The order of a sum depends on how many threads divide it, and workers share the cores already.
    static TileModel()
    {
        torch.set_num_threads(1);
#if CUDA
        // Ten bits of mantissa are too few: the frames should be those of the processor as far as they can.
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
#endif
    }

    /// <exception cref="InvalidDataException">The file is no TorchScript model.</exception>
    /// <exception cref="InsufficientMemoryException">There is no room for it.</exception>
    public TileModel(string path, int width, int height)
    {
        this.path = path;
        try
        {
            module = torch.jit.load<torch.Tensor, torch.Tensor>(path, Device.type, Device.index);
        }
        catch (Exception e) when (e is ExternalException or FileNotFoundException)
        {
            throw DeviceFailure("loading it", e) ?? Wrong($"it is no TorchScript model that can be read ({Cause(e)}); write it with torch.jit.save(torch.jit.script(model), file)", e);
        }

        module.eval();
        input = torch.empty([1, 3, height, width], torch.ScalarType.Float32);
    }

    /// <summary>What the model makes of a tile: 1x3xHxW on the processor, to be disposed by the caller's scope.</summary>
    /// <param name="frame">3xHxW.</param>
    /// <param name="tile">Which part.</param>
    /// <exception cref="InvalidDataException">The model fails, or makes something else.</exception>
    /// <exception cref="InsufficientMemoryException">There is no room for what it makes.</exception>
    public torch.Tensor Run(torch.Tensor frame, in Tile tile)
    {
        Fill(frame, tile);
        using IDisposable inference = torch.inference_mode(true);
        torch.Tensor made;
        try
        {
            made = module.call(Device.type == DeviceType.CPU ? input : input.to(Device));
        }
        catch (ExternalException e)
        {
            throw DeviceFailure($"a tensor of {Shape(input)}", e) ?? Wrong($"it fails on a tensor of {Shape(input)} ({Cause(e)}); it has to take RGB from 0 to 1 as float32 in that shape", e);
        }

        if (made.dtype != torch.ScalarType.Float32 || !made.shape.SequenceEqual(input.shape))
            throw Wrong($"it makes {made.dtype} {Shape(made)} of {Shape(input)}; it has to make Float32 of the same shape");
        return made.to(torch.CPU).contiguous();
    }

    public void Dispose()
    {
        Empty();
        module.Dispose();
        input.Dispose();
    }

    /// <summary>Gives the weights' memory back: TorchSharp 0.107, disposing of a script module, makes another handle of it that it never frees.</summary>
    private void Empty()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable untracked = torch.no_grad();
        foreach (torch.Tensor weights in module.named_parameters().Select(p => (torch.Tensor)p.parameter).Concat(module.named_buffers().Select(b => b.buffer)))
            weights.set_(torch.empty([0], weights.dtype, weights.device));
    }

    /// <summary>The tile with its overlap; beyond the frame its edge samples go on.</summary>
    private void Fill(torch.Tensor frame, in Tile tile)
    {
        int frameHeight = (int)frame.shape[1], frameWidth = (int)frame.shape[2];
        int height = (int)input.shape[2], width = (int)input.shape[3];
        ReadOnlySpan<float> from = MemoryMarshal.Cast<byte, float>(frame.bytes);
        Span<float> to = MemoryMarshal.Cast<byte, float>(input.bytes);
        int left = tile.Left - tile.Overlap, before = Math.Min(width, Math.Max(0, -left));
        int inside = Math.Min(width, frameWidth - left) - before;
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < height; y++)
            {
                int row = Math.Clamp(tile.Top - tile.Overlap + y, 0, frameHeight - 1);
                ReadOnlySpan<float> source = from.Slice(((plane * frameHeight) + row) * frameWidth, frameWidth);
                Span<float> target = to.Slice(((plane * height) + y) * width, width);
                source.Slice(left + before, inside).CopyTo(target[before..]);
                target[..before].Fill(source[0]);
                target[(before + inside)..].Fill(source[^1]);
            }
        }
    }

    /// <summary>What is no fault of the model; null for what may be one. LibTorch has one exception for all, so its words tell.</summary>
    private Exception? DeviceFailure(string doing, Exception e)
    {
        // Another try may find room: whoever renders tells this from a model that is wrong.
        if (((string[])["out of memory", "not enough memory", "can't allocate memory"]).Any(words => e.Message.Contains(words, StringComparison.Ordinal)))
            return new InsufficientMemoryException($"model {path}: {Device.type} has not enough memory for {doing} ({Cause(e)}); give fewer workers or a smaller tile", e);
        return e.Message.Contains("CUDA error", StringComparison.Ordinal)
            ? new InvalidOperationException($"model {path}: CUDA fails at {doing} ({Cause(e)}); without Accelerator=cuda models run on the processor", e)
            : null;
    }

    private InvalidDataException Wrong(string problem, Exception? inner = null) => new($"model {path}: {problem}", inner);

    private static string Shape(torch.Tensor tensor) => string.Join('x', tensor.shape);

    // Around it are the code that failed and a stack of C++ frames.
    private static string Cause(Exception e)
    {
        string[] lines = [.. e.Message.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
        return lines.FirstOrDefault(l => l.StartsWith("RuntimeError: ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? e.GetType().Name;
    }
}

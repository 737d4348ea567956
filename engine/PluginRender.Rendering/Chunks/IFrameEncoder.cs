using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>The encoder's own buffer for one frame: 8-bit planar 4:2:0.</summary>
public readonly ref struct EncoderFrame(Span<byte> luma, int lumaStride, Span<byte> cb, Span<byte> cr, int chromaStride)
{
    /// <summary>Luma rows.</summary>
    public Span<byte> Luma { get; } = luma;

    /// <summary>Bytes from one luma row to the next.</summary>
    public int LumaStride { get; } = lumaStride;

    /// <summary>Blue-difference chroma rows.</summary>
    public Span<byte> Cb { get; } = cb;

    /// <summary>Red-difference chroma rows.</summary>
    public Span<byte> Cr { get; } = cr;

    /// <summary>Bytes from one chroma row to the next.</summary>
    public int ChromaStride { get; } = chromaStride;
}

/// <summary>Encodes the frames of one chunk into a file.</summary>
public interface IFrameEncoder : IDisposable
{
    /// <summary>The buffer for the next frame; to be filled and submitted before the next call.</summary>
    EncoderFrame Acquire();

    /// <summary>Encodes the frame acquired last.</summary>
    /// <exception cref="EncodingException">The encoder failed.</exception>
    void Submit();

    /// <summary>Encodes what is delayed and completes the file.</summary>
    /// <exception cref="EncodingException">The encoder failed.</exception>
    void Finish();
}

/// <summary>Opens encoders.</summary>
public interface IFrameEncoderFactory
{
    /// <summary>Opens an encoder that writes to a new file.</summary>
    /// <exception cref="EncodingException">The encoder does not open here.</exception>
    IFrameEncoder Open(RenderPlan plan, string path);

    /// <summary>
    /// Why no encoder of this name opens on this machine, for a message: one line, without a period. Null where one opens.
    /// </summary>
    string? Refusal(string codec);
}

/// <summary>The media libraries failed at something that is not the input's fault.</summary>
public sealed class EncodingException(string message, int errorCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>FFmpeg's error code, negative.</summary>
    public int ErrorCode { get; } = errorCode;
}

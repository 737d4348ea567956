using System.Text.Json.Serialization;

namespace PluginRender.Rendering;

/// <summary>What is known of a finished chunk; stands beside it and is checked before the chunk is used.</summary>
/// <param name="Key">The chunk's key.</param>
/// <param name="FrameCount">Frames encoded.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="FrameHashes">XXH128 of each frame as it was given to the encoder, 16 bytes each, in order.</param>
public sealed record ChunkRecord(string Key, int FrameCount, long Bytes, string Sha256, byte[] FrameHashes);

/// <summary>Reads and writes chunk records without reflection.</summary>
[JsonSerializable(typeof(ChunkRecord))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ChunkRecordJson : JsonSerializerContext;

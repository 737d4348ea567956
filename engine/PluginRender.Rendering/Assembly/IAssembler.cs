using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Joins chunks into the output by packet copy.</summary>
public interface IAssembler
{
    /// <summary>Begins an output file.</summary>
    IAssembly Begin(RenderPlan plan, string path);
}

/// <summary>An output being joined, chunk by chunk, in order.</summary>
public interface IAssembly : IDisposable
{
    /// <summary>Appends the packets of the next chunk.</summary>
    /// <exception cref="SeamException">The chunk cannot be joined to the ones before it.</exception>
    void Append(PlannedChunk chunk, string file);

    /// <summary>Completes the file; whoever renames it forces it to the disk first.</summary>
    void Finish();
}

/// <summary>Two chunks do not fit together; the message names the difference.</summary>
public sealed class SeamException(int chunkIndex, string difference)
    : Exception($"chunk {chunkIndex} cannot be joined by packet copy: {difference}; it has to be rendered again with the plan's encoder")
{
    /// <summary>The chunk that does not fit.</summary>
    public int ChunkIndex { get; } = chunkIndex;

    /// <summary>What differs.</summary>
    public string Difference { get; } = difference;
}

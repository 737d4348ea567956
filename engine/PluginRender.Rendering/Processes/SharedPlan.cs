using System.Globalization;
using System.IO.MemoryMappedFiles;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// A chunk's part of a plan as text in memory that a worker reads: a file that no folder has and that is gone with its last
/// user. Sent as a message, a plan of 600 segments left 35 MB of buffers in every worker; and a worker that reads the whole of a
/// large plan takes ten times its text.
/// </summary>
internal sealed class SharedPlan : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly int bytes;

    public SharedPlan(RenderPlan plan, PlannedChunk chunk)
    {
        (Plan, Chunk) = RenderPlanner.OnlyChunk(plan, chunk);
        using var text = new MemoryStream();
        PlanJson.Write(Plan, text);
        bytes = (int)text.Length;
        file = MemoryMappedFile.CreateNew(null, bytes);
        using MemoryMappedViewStream stream = file.CreateViewStream(0, bytes);
        stream.Write(text.GetBuffer().AsSpan(0, bytes));
    }

    /// <summary>What is shared: the chunk with its segments and nothing else.</summary>
    public RenderPlan Plan { get; }

    /// <summary>The index of the chunk in it.</summary>
    public int Chunk { get; }

    /// <summary>Where workers find it, while this exists.</summary>
    public PlanPlace Place => new(
        string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.SafeMemoryMappedFileHandle.DangerousGetHandle()}"), bytes);

    public void Dispose() => file.Dispose();
}

/// <summary>Where a plan's text is.</summary>
/// <param name="Path">A file.</param>
/// <param name="Bytes">Its length: the file may be longer.</param>
public sealed record PlanPlace(string Path, int Bytes)
{
    /// <summary>Reads it, as UTF-8.</summary>
    /// <exception cref="IOException">The render that shared it is gone.</exception>
    public byte[] Read()
    {
        byte[] text = new byte[Bytes];
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        stream.ReadExactly(text);
        return text;
    }
}

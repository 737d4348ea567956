using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace PluginRender.Rendering;

/// <summary>
/// A pipe to or from a worker process. The render's end is read and written as a file: the first use of a pipe's own stream
/// starts what sockets need, a thread and two assemblies.
/// </summary>
internal sealed class WorkerPipe : IDisposable
{
    private readonly AnonymousPipeServerStream pipe;

    /// <param name="direction">Seen from the render.</param>
    public WorkerPipe(PipeDirection direction)
    {
        pipe = new AnonymousPipeServerStream(direction, HandleInheritability.Inheritable);
        SafePipeHandle own = pipe.SafePipeHandle;
        Stream = new FileStream(new SafeFileHandle(own.DangerousGetHandle(), ownsHandle: true), direction == PipeDirection.In ? FileAccess.Read : FileAccess.Write, bufferSize: 0);
        own.SetHandleAsInvalid();
    }

    /// <summary>The render's end.</summary>
    public FileStream Stream { get; }

    /// <summary>The descriptor of the other end, which a process started now inherits.</summary>
    public string WorkersEnd => pipe.GetClientHandleAsString();

    /// <summary>Once the worker has it: reading would never end otherwise.</summary>
    public void CloseWorkersEnd() => pipe.DisposeLocalCopyOfClientHandle();

    public void Dispose()
    {
        Stream.Dispose();
        pipe.Dispose();
    }
}

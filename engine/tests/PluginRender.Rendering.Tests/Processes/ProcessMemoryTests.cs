using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Xunit;

namespace PluginRender.Rendering.Tests.Processes;

public sealed unsafe class ProcessMemoryTests
{
    private const int Size = 64 << 20;
    private const int Slack = 16 << 20;

    [Fact]
    public void ProcessMemory_AllocatedPages_AreTheProcessesOwn()
    {
        ProcessMemory before = ProcessMemory.Of(Environment.ProcessId);
        byte* pages = (byte*)NativeMemory.Alloc(Size);
        try
        {
            Touch(pages, write: true);
            ProcessMemory after = ProcessMemory.Of(Environment.ProcessId);
            Assert.InRange(after.OwnBytes - before.OwnBytes, Size - Slack, Size + Slack);
            Assert.InRange(after.FileBytes - before.FileBytes, -Slack, Slack);
        }
        finally
        {
            NativeMemory.Free(pages);
        }
    }

    [Fact]
    public void ProcessMemory_MappedFile_IsNotTheProcessesOwn()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "pages");
        File.WriteAllBytes(path, new byte[Size]);
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, Size, MemoryMappedFileAccess.Read);
        byte* pages = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pages);
        try
        {
            ProcessMemory before = ProcessMemory.Of(Environment.ProcessId);
            Touch(pages, write: false);
            ProcessMemory after = ProcessMemory.Of(Environment.ProcessId);
            Assert.InRange(after.FileBytes - before.FileBytes, Size - Slack, Size + Slack);
            Assert.InRange(after.OwnBytes - before.OwnBytes, -Slack, Slack);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    [Fact]
    public void ProcessMemory_ProcessThatIsGone_IsNothing()
        => Assert.Equal(default, ProcessMemory.Of(int.MaxValue));

    [Fact]
    public void MemoryMeter_TwoWorkersOfOneProgram_CountsItsLibrariesOnce()
    {
        int self = Environment.ProcessId;
        var meter = new MemoryMeter(2);
        meter.Look(0, self);
        long one = meter.PeakBytes;
        meter.Look(1, self);
        ProcessMemory memory = ProcessMemory.Of(self);
        Assert.InRange(meter.PeakBytes - one, memory.OwnBytes - Slack, memory.OwnBytes + Slack);
        meter.Note(1, memory.OwnBytes + memory.FileBytes + Size);
        Assert.InRange(meter.PeakBytes - one, memory.OwnBytes + Size - Slack, memory.OwnBytes + Size + Slack);
    }

    private static void Touch(byte* pages, bool write)
    {
        int sum = 0;
        for (int i = 0; i < Size; i += 4096)
        {
            if (write) pages[i] = 1;
            sum += pages[i];
        }

        Assert.Equal(write ? Size / 4096 : 0, sum);
    }
}

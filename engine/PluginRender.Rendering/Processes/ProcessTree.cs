using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>A process with all that it has started.</summary>
/// <remarks>
/// <see cref="Process.Kill(bool)"/> stops each process (SIGSTOP) before it looks for the children. Were this process killed in that
/// moment, the other one would stay stopped for ever: it could not notice that nobody waits for it any more. So children are
/// looked for first, and nothing is stopped; one that is started in between is left.
/// </remarks>
public static class ProcessTree
{
    /// <summary>Kills a process and its descendants; of no effect on one that has ended.</summary>
    public static void Kill(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        try
        {
            ProcessIdentity[] below = [.. Below(process.Id)];
            process.Kill();
            foreach (ProcessIdentity descendant in below) Kill(descendant);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static void Kill(ProcessIdentity descendant)
    {
        // The number may be another process's by now.
        if (!descendant.IsAlive) return;
        try
        {
            using Process process = Process.GetProcessById(descendant.Id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static IEnumerable<ProcessIdentity> Below(int id)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)!)
            .Where(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(n => int.Parse(n, CultureInfo.InvariantCulture))
            .ToLookup(n => ProcessIdentity.ParentOf(n) ?? 0);
        var pending = new Queue<int>(children[id]);
        while (pending.TryDequeue(out int next))
        {
            if (ProcessIdentity.Of(next) is { } found) yield return found;
            foreach (int child in children[next]) pending.Enqueue(child);
        }
    }
}

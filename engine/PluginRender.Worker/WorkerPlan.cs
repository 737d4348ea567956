using PluginRender.Build.Rendering;
using PluginRender.Planning;

namespace PluginRender.Worker;

/// <summary>Reads plans that this worker can render.</summary>
internal static class WorkerPlan
{
    /// <summary>The largest plan that is read, in bytes: a hundred times what a thousand segments need.</summary>
    private const long MaximumBytes = 256L << 20;

    /// <exception cref="PlanException">It is no plan that can be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RenderPlan ReadFile(string path)
    {
        long length = new FileInfo(path).Length;
        return length switch
        {
            // A pipe or a device also says that it has no bytes; reading one might never end.
            0 => throw new PlanException("$", $"is an empty file, {path}"),
            > MaximumBytes => throw new PlanException("$", $"is a file of {length} bytes, {path}", $"give one of at most {MaximumBytes}"),
            _ => Read(File.ReadAllBytes(path)),
        };
    }

    /// <exception cref="PlanException">It is no plan, or one of a program built from other sources: its keys would promise other bytes.</exception>
    public static RenderPlan Read(ReadOnlyMemory<byte> text)
    {
        RenderPlan plan = PlanJson.Read(text);
        HostAssembly? other = plan.HostAssemblies.Except(HostAssemblies.OfThisProcess).Concat(HostAssemblies.OfThisProcess.Except(plan.HostAssemblies)).FirstOrDefault();
        return other is null
            ? plan
            : throw new PlanException($"$.host.{other.Name}", "is another than this worker has", "build the worker anew, or plan the project again");
    }
}

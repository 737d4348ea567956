using PluginRender.Build.Rendering;
using PluginRender.Planning;

namespace PluginRender.Worker;

/// <summary>Reads plans that this worker can render.</summary>
internal static class WorkerPlan
{
    /// <exception cref="PlanException">It is no plan, or one of a program built from other sources: its keys would promise other bytes.</exception>
    public static RenderPlan Read(string text)
    {
        RenderPlan plan = PlanJson.Read(text);
        HostAssembly? other = plan.HostAssemblies.Except(HostAssemblies.OfThisProcess).Concat(HostAssemblies.OfThisProcess.Except(plan.HostAssemblies)).FirstOrDefault();
        return other is null
            ? plan
            : throw new PlanException($"$.host.{other.Name}", "is another than this worker has", "build the worker anew, or plan the project again");
    }
}

using System.Text;
using Cake.Frosting;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Writes the frozen plan; renders nothing.</summary>
[TaskName(nameof(Plan)), TaskDescription("Writes the frozen plan; renders nothing.")]
public sealed class Plan : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var session = new RenderSession(context);
        RenderPlan plan = session.MakePlan(out _);
        DurableFile.CreateFolder(Path.GetDirectoryName(session.PlanFile)!, session.Folders);
        DurableFile.Write(session.PlanFile, Encoding.UTF8.GetBytes(PlanJson.Write(plan)), session.Folders);
        session.Write("plan", $"{plan.Segments.Length} segments, {plan.FrameCount} frames, {plan.Chunks.Length} chunks -> {session.PlanFile}");
    }
}

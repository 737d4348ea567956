using Cake.Frosting;
using PluginRender.Build.Logging;
using PluginRender.Build.Planning;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Tasks;

/// <summary>Writes the frozen plan; renders nothing.</summary>
[TaskName(nameof(Plan)), TaskDescription("Writes the frozen plan; renders nothing.")]
public sealed class Plan : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var session = new RenderSession(context);
        new OutputPlace(session.Arguments.OutputFile).Examine(session.Arguments.ProjectFile, null, session.PlanFile);
        session.TellCache();
        RenderPlan plan = session.MakePlan(out _);
        var beside = new PlanFileBeside(session);
        IReadOnlyList<string>? changes = beside.ChangesTo(plan);
        beside.Write(plan);
        foreach (PlannedSegment segment in plan.Segments)
        {
            foreach (PlannedEffect effect in segment.Effects.Where(e => e.Reason is not null)) session.Write("plan", $"segment \"{segment.Id}\": {effect.Id}: {ShownText.Line(effect.Reason!)}");
        }

        foreach (string change in changes ?? []) session.Write("plan", $"CHANGED {change}");
        if (changes is { Count: 0 }) session.Write("plan", "nothing changed since the plan that was there");
        session.Tell(new FileWritten("plan", $"{Counted.Of(plan.Segments.Length, "segment")}, {Counted.Of(plan.FrameCount, "frame")}, {Counted.Of(plan.Chunks.Length, "chunk")}", session.PlanFile));
    }
}

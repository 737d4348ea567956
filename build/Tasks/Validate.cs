using Cake.Frosting;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Tasks;

/// <summary>Checks the project file, its sources and its effects; prints every problem at once.</summary>
[TaskName(nameof(Validate)), TaskDescription("Checks the project file, its sources and its effects; renders nothing.")]
public sealed class Validate : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var session = new RenderSession(context);
        RenderPlan plan = session.MakePlan(out RenderProject project, findsSubjects: false);
        session.Write("validate", $"{project.File} is valid: {Counted.Of(plan.Segments.Length, "segment")}, {Counted.Of(plan.FrameCount, "frame")}, {plan.Width}x{plan.Height} at {plan.Rate} fps");
    }
}

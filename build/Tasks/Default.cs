using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>What runs without --target.</summary>
[TaskName(nameof(Default)), TaskDescription("Render."), IsDependentOn(typeof(Render))]
public sealed class Default : FrostingTask<BuildContext>;

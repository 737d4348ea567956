using Cake.Frosting;
using PluginRender.Build.Preview;

namespace PluginRender.Build.Tasks;

/// <summary>Shows a frame, or one of each segment, as PNG.</summary>
[TaskName(nameof(Preview)), TaskDescription("Shows a frame (--frame, --time), or one of each segment, as PNG; --watch shows it again after changes.")]
public sealed class Preview : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CommandLine.Preview.Watch ? new PreviewWatch(context).RunAsync() : new PreviewRunner(context).RunAsync();
    }
}

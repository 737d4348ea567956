using Cake.Frosting;
using PluginRender.Build.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Lists every effect found, with its parameters.</summary>
[TaskName(nameof(Effects)), TaskDescription("Lists every effect found, with its parameters.")]
public sealed class Effects : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = new RenderSession(context);
        if (session.Catalog.Effects.IsEmpty)
            throw new TaskFailedException(ExitCode.Missing, $"no effects in {string.Join(", ", session.Arguments.PluginFolders)}; build the plugins or give --plugins=DIR");
        // What a target was asked to print goes out as it is: Cake's log would format it.
        Console.Out.Write(context.CommandLine.Json ? EffectListing.Json(session.Catalog.Effects) : EffectListing.Text(session.Catalog.Effects));
    }
}

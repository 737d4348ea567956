using Cake.Core;
using Cake.Frosting;
using PluginRender.Build.Arguments;
using PluginRender.Build.Logging;
using PluginRender.Build.Running;

namespace PluginRender.Build;

/// <summary>What tasks share: where things are, what was asked for, and whether to stop.</summary>
public sealed class BuildContext(
    ICakeContext context, RepositoryPaths paths, CommandLine commandLine, Interruption interruption, RunOutcome outcome, IRunLog told)
    : FrostingContext(context)
{
    /// <summary>Where things are.</summary>
    public RepositoryPaths Paths { get; } = paths;

    /// <summary>What was asked for; valid.</summary>
    public CommandLine CommandLine { get; } = commandLine;

    /// <summary>Where everything goes that the run has to tell.</summary>
    public IRunLog Told { get; } = told;

    /// <summary>Canceled by SIGINT and SIGTERM.</summary>
    public CancellationToken Interrupted => interruption.Token;

    /// <summary>How the run ends, as far as that is known.</summary>
    public RunOutcome Outcome => outcome;

    /// <summary>Sets the line that the run ends with.</summary>
    public void EndWith(string summary) => outcome.Summary = summary;
}

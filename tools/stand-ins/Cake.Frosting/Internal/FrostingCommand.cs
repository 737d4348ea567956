// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using System.ComponentModel;
using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>The only command: runs, or shows, what the switches ask for.</summary>
internal sealed class FrostingCommand(IServiceCollection services) : Command<FrostingCommand.Switches>
{
    internal sealed class Switches : CommandSettings
    {
        [CommandOption("--target|-t|--Target <TARGET>"), DefaultValue("Default"), Description("The task to run; may be repeated.")]
        public string[] Targets { get; set; } = [];

        [CommandOption("--verbosity|-v <VERBOSITY>"), DefaultValue(Verbosity.Normal), TypeConverter(typeof(VerbosityConverter))]
        [Description("How much to print: Quiet, Minimal, Normal, Verbose or Diagnostic.")]
        public Verbosity Verbosity { get; set; }

        [CommandOption("--description|--descriptions|--showdescription|--showdescriptions"), Description("Lists the tasks.")]
        public bool Description { get; set; }

        [CommandOption("--tree|--showtree"), Description("Shows which task depends on which.")]
        public bool Tree { get; set; }

        [CommandOption("--dryrun|--noop|--whatif"), Description("Shows what would run.")]
        public bool DryRun { get; set; }

        [CommandOption("--exclusive|-e"), Description("Runs the target without what it depends on.")]
        public bool Exclusive { get; set; }

        [CommandOption("--version|--ver"), Description("Prints Cake's version.")]
        public bool Version { get; set; }

        [CommandOption("--info"), Description("Prints more about Cake.")]
        public bool Info { get; set; }
    }

    public override int Execute(CommandContext context, Switches settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(context.Remaining.ToCakeArguments(settings.Targets));
        services.AddSingleton(context.Remaining);
        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            RunOrShow(provider, settings);
            return 0;
        }
        catch (Exception exception)
        {
            // As the genuine host does: an exit code that the exception carries is not passed on.
            provider.GetRequiredService<ICakeLog>().LogException(exception);
            return -1;
        }
    }

    private static void RunOrShow(ServiceProvider provider, Switches settings)
    {
        if (settings.Version)
        {
            provider.GetRequiredService<VersionFeature>().Run(provider.GetRequiredService<IConsole>());
            return;
        }

        if (settings.Info)
        {
            provider.GetRequiredService<InfoFeature>().Run(provider.GetRequiredService<IConsole>());
            return;
        }

        provider.GetRequiredService<ICakeLog>().Verbosity = settings.Verbosity;
        IScriptHost host = settings switch
        {
            { DryRun: true } => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
            { Tree: true } => provider.GetRequiredService<TreeScriptHost>(),
            { Description: true } => provider.GetRequiredService<DescriptionScriptHost>(),
            _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
        };
        if (settings.Exclusive)
            host.Settings.UseExclusiveTarget();
        new TaskGraph(provider.GetRequiredService<ICakeEngine>(), provider.GetRequiredService<IFrostingContext>())
            .Register(provider.GetServices<IFrostingTask>(), provider.GetService<IFrostingLifetime>());
        host.RunTargets(settings.Targets);
    }
}

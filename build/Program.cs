using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using PluginRender.Build;
using PluginRender.Build.Arguments;
using PluginRender.Build.Running;

// Cake colors its log even when it is piped.
if (Console.IsOutputRedirected)
    Environment.SetEnvironmentVariable("NO_COLOR", "1");

FaultSwitch.Arm("render");
var outcome = new RunOutcome();
using var interruption = new Interruption(outcome, TimeProvider.System);
RepositoryPaths paths = RepositoryPaths.Find(AppContext.BaseDirectory);
CommandLineResult read = CommandLineReader.Read(args, Surroundings.OfThisProcess(paths), TargetNames.In(typeof(BuildContext).Assembly));
if (read.CommandLine is not { } commandLine)
{
    foreach (string error in read.Errors.SkipLast(1))
        Console.Error.WriteLine($"error[{(int)ExitCode.WrongArguments}]: {error}");
    outcome.Fail(ExitCode.WrongArguments, read.Errors[^1]);
    return End();
}

var host = new CakeHost().UseContext<BuildContext>().UseLifetime<BuildLifetime>().ConfigureServices(services =>
{
    services.AddSingleton(outcome).AddSingleton(interruption).AddSingleton(paths).AddSingleton(commandLine);
    if (commandLine.Json)
        services.AddSingleton<ICakeReportPrinter, SilentReport>();
});
if (host.Run(args) != 0)
    outcome.Fail(ExitCode.WrongArguments, "Cake did not accept its arguments (see above).");
return End();

int End()
{
    if (outcome.Error is not null)
        Console.Error.WriteLine($"error[{(int)outcome.ExitCode}]: {outcome.Error}");
    if (outcome.Summary is not null)
        Console.Out.WriteLine(outcome.Summary);
    return (int)outcome.ExitCode;
}

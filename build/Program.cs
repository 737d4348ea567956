using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using PluginRender.Build;
using PluginRender.Build.Arguments;
using PluginRender.Build.Logging;
using PluginRender.Build.Running;

FaultSwitch.Arm("render");
var outcome = new RunOutcome();
using var interruption = new Interruption(outcome, TimeProvider.System);
RepositoryPaths paths = RepositoryPaths.Find(AppContext.BaseDirectory);
CommandLineResult read = CommandLineReader.Read(args, Surroundings.OfThisProcess(paths), TargetNames.In(typeof(BuildContext).Assembly));
LogSurroundings surroundings = LogSurroundings.OfThisProcess();
LogForm form = surroundings.FormFor(read.Log);
// Cake colors its log even when it is piped, and takes an empty NO_COLOR for one that is set.
Environment.SetEnvironmentVariable("NO_COLOR", form == LogForm.Terminal && surroundings.IsColored ? null : "1");
JsonLog? json = form == LogForm.Json ? new JsonLog(Console.OpenStandardOutput(), TimeProvider.System) : null;
// Every line there is an object: what anybody else writes goes to standard error.
if (json is not null) Console.SetOut(Console.Error);
if (read.CommandLine is not { } commandLine)
{
    foreach (string error in read.Errors.SkipLast(1))
        Console.Error.WriteLine($"error[{(int)ExitCode.WrongArguments}]: {error}");
    outcome.Fail(ExitCode.WrongArguments, read.Errors[^1]);
    return End(read.Errors.SkipLast(1));
}

outcome.CacheFolder = commandLine.Render.CacheFolder;
var host = new CakeHost().UseContext<BuildContext>().UseLifetime<BuildLifetime>().ConfigureServices(services =>
{
    services.AddSingleton(outcome).AddSingleton(interruption).AddSingleton(paths).AddSingleton(commandLine);
    if (json is not null) services.AddSingleton<IRunLog>(json).AddSingleton<ICakeLog>(json);
    else if (form == LogForm.Terminal) UseTerminal(services);
    else services.AddSingleton<IRunLog, PlainLog>();
    if (commandLine.Json || json is not null)
        services.AddSingleton<ICakeReportPrinter, SilentReport>();
});
if (host.Run(args) != 0)
    outcome.Fail(ExitCode.WrongArguments, "Cake did not accept its arguments (see above).");
return End([]);

void UseTerminal(IServiceCollection services)
{
    var terminal = new TerminalLog(surroundings.IsColored);
    services.AddSingleton<IRunLog>(terminal).AddSingleton<ICakeLog>(terminal);
    if (!TerminalLog.FitsCakesReport) services.AddSingleton<ICakeReportPrinter, SilentReport>();
}

int End(IEnumerable<string> furtherErrors)
{
    if (outcome.Error is not null)
        Console.Error.WriteLine($"error[{(int)outcome.ExitCode}]: {outcome.Error}");
    if (json is not null)
        json.End(outcome, furtherErrors);
    else if (outcome.Summary is not null)
        Console.Out.WriteLine(outcome.Summary);
    return (int)outcome.ExitCode;
}

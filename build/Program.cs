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
using StarterWatch? starter = StarterWatch.OfThisProcess(interruption);
RepositoryPaths paths = RepositoryPaths.Find(AppContext.BaseDirectory);
CommandLineResult read = CommandLineReader.Read(args, Surroundings.OfThisProcess(paths), TargetNames.In(typeof(BuildContext).Assembly));
LogSurroundings surroundings = LogSurroundings.OfThisProcess();
LogForm form = surroundings.FormFor(read.Log);
// Cake colors its log even when it is piped, and takes an empty NO_COLOR for one that is set.
Environment.SetEnvironmentVariable("NO_COLOR", form == LogForm.Terminal && surroundings.IsColored ? null : "1");
Verbosity verbosity = read.CommandLine?.Verbosity ?? Verbosity.Normal;
IRunLog told = form switch
{
    LogForm.Json => new JsonLog(Console.OpenStandardOutput(), TimeProvider.System),
    LogForm.Terminal => new TerminalLog(surroundings.IsColored, verbosity),
    _ => new PlainLog(verbosity),
};
// Every line there is an object: what anybody else writes goes to standard error.
if (form == LogForm.Json) Console.SetOut(Console.Error);
if (read.CommandLine is not { } commandLine)
{
    outcome.Fail(ExitCode.WrongArguments, read.Errors[^1]);
    return End([.. read.Errors.SkipLast(1)]);
}

outcome.CacheFolder = commandLine.Render.CacheFolder;
if (commandLine.Help || commandLine.Version)
{
    foreach (string line in commandLine.Help ? Usage.Help(typeof(BuildContext).Assembly, read.Names) : [Usage.Version(typeof(BuildContext).Assembly)]) told.Line(line);
    return End([]);
}

var cake = new CakeWords(told);
// Cake's headings and its table are for who looks into Cake, and never for who pipes what a target prints.
bool hasFrame = verbosity == Verbosity.Diagnostic && form != LogForm.Json && !commandLine.Json && (form != LogForm.Terminal || TerminalLog.FitsCakesReport);
var host = new CakeHost().UseContext<BuildContext>().UseLifetime<BuildLifetime>().ConfigureServices(services =>
{
    services.AddSingleton(outcome).AddSingleton(interruption).AddSingleton(paths).AddSingleton(commandLine);
    services.AddSingleton(told).AddSingleton<ICakeLog>(cake);
    if (!hasFrame) services.AddSingleton<ICakeReportPrinter, SilentReport>();
});
if (host.Run(args) != 0)
    outcome.Fail(ExitCode.Defect, cake.LastError ?? "Cake did not accept its arguments (see above).");
return End([]);

int End(IReadOnlyList<string> furtherErrors)
{
    told.End(outcome, furtherErrors);
    return (int)outcome.ExitCode;
}

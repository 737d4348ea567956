// A launcher without tasks: it compiles the Frosting build when its sources have changed, and then
// becomes it. All of this is top-level code, which Cake runs before it acts on --tree, --dryrun,
// --description and --exclusive, so that these reach the Frosting build like any other argument.

using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;
using Environment = System.Environment;
using Path = System.IO.Path;

[DllImport("libc", SetLastError = true)]
static extern int execv(string path, string[] argv);

[DllImport("libc")]
static extern int getppid();

// What .NET keeps as the environment is not what execv passes on.
[DllImport("libc")]
static extern int setenv(string name, string value, int overwrite);

[DllImport("libc")]
static extern int unsetenv(string name);

var root = Context.Environment.WorkingDirectory.FullPath;
var buildProject = Path.Combine(root, "build/PluginRender.Build.csproj");
var buildAssembly = Path.Combine(root, "artifacts/bin/PluginRender.Build/release/PluginRender.Build.dll");
var launcherFolder = Path.Combine(root, "artifacts/launcher");
var stampFile = Path.Combine(launcherFolder, "inputs.sha256");

var arguments = GivenArguments();
var starter = Starter();
var interruption = 0;
try
{
    if (!IsUpToDate())
        BuildOnce();
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    StopFor(74, e.Message + "; the build writes to " + Path.Combine(root, "artifacts") + ": see to its permissions and its disk.");
}

if (arguments.Contains("--prepare-only"))
    Environment.Exit(0);
Become(arguments);

// build.sh gives all of them after "--", each with a colon before it: Cake itself takes a word for a script, and an option
// without a value for a mistake of its own.
string[] GivenArguments()
{
    var given = Environment.GetCommandLineArgs().Skip(1).ToArray();
    var separator = Array.IndexOf(given, "--");
    return separator >= 0 && given.Skip(separator + 1).All(argument => argument.StartsWith(':'))
        ? given.Skip(separator + 1).Select(argument => argument.Substring(1)).ToArray()
        : given.Where(argument => argument.StartsWith('-') || !argument.EndsWith(".cake", StringComparison.Ordinal)).ToArray();
}

// The process that all of this ends with: the dotnet command, which build.sh becomes. Killed, it takes nothing along, and a
// render would go on for nobody. build.sh names it; else a parent that is no dotnet command means that it was killed before
// this looked, where the parent is one that gets orphans, and that this was started in another way, where it is not.
int? Starter()
{
    const string Variable = "PLUGINRENDER_STARTER";
    var named = Environment.GetEnvironmentVariable(Variable);
    unsetenv(Variable);
    var parent = getppid();
    var name = NameOf(parent);
    if (int.TryParse(named, out var number) ? number != parent : name != "dotnet" && (parent == 1 || name == "systemd"))
        StopFor(143, "interrupted, since the process that started it was killed.");
    return name == "dotnet" ? parent : null;
}

string NameOf(int process)
{
    try
    {
        return Path.GetFileName(System.IO.File.ReadAllText("/proc/" + process + "/cmdline").Split('\0')[0]);
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        return "";
    }
}

// build.sh's first start is not the dotnet command's parent for long enough: it waits for it.
bool IsWanted() => (starter is null || getppid() == starter)
    && (Environment.GetEnvironmentVariable("PLUGINRENDER_PREPARES_FOR") is not { } waiting || System.IO.Directory.Exists("/proc/" + waiting));

// As the Frosting build ends: one error, and with --log=json a stream that has an end.
void StopFor(int code, string error)
{
    System.Console.Error.WriteLine($"error[{code}]: {error}");
    if (arguments.Contains("--log=json") || arguments.Zip(arguments.Skip(1)).Any(pair => pair is ("--log", "json")))
    {
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var text = error.Replace("\\", "\\\\").Replace("\"", "\\\"");
        System.Console.Out.WriteLine($"{{\"event\":\"error\",\"time\":\"{time}\",\"code\":{code},\"text\":\"{text}\"}}");
        System.Console.Out.WriteLine($"{{\"event\":\"end\",\"time\":\"{time}\",\"code\":{code},\"seconds\":0}}");
    }

    Environment.Exit(code);
}

// Everything that can change what is built: the files with their sizes and times, and the switches.
string HashOfInputs()
{
    string[] folders = ["build", "engine", "plugins", "tools/stand-ins"];
    string[] otherFolders = ["tests", "template", "obj", "bin"];
    var description = new StringBuilder();
    foreach (var name in new[] { "PackageSet", "Accelerator", "ReadyToRun" })
        description.AppendLine(name + "=" + Environment.GetEnvironmentVariable(name));

    var files = new DirectoryInfo(root).EnumerateFiles()
        .Where(file => file.Extension is ".props" or ".targets" or ".config" or ".txt" or ".editorconfig" || file.Name == "global.json")
        .Concat(folders.Select(folder => new DirectoryInfo(Path.Combine(root, folder))).SelectMany(FilesBelow));
    foreach (var file in files.OrderBy(file => file.FullName, StringComparer.Ordinal))
        description.AppendLine($"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
    return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(description.ToString())));

    IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) => folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
        .Where(child => !otherFolders.Contains(child.Name))
        .SelectMany(FilesBelow));
}

bool IsUpToDate() => System.IO.File.Exists(buildAssembly)
    && System.IO.File.Exists(Path.Combine(root, "artifacts/bin/PluginRender.Worker/release/PluginRender.Worker.dll"))
    && System.IO.Directory.GetDirectories(Path.Combine(root, "plugins"), "Effects.*").Select(Path.GetFileName)
        .All(name => System.IO.File.Exists(Path.Combine(root, "artifacts/plugins", name!, name + ".dll")))
    && System.IO.File.Exists(stampFile)
    && System.IO.File.ReadAllText(stampFile) == HashOfInputs();

// One build at a time, also when two renders are started at once on a fresh clone.
void BuildOnce()
{
    System.IO.Directory.CreateDirectory(launcherFolder);
    using var onlyOne = Lock(Path.Combine(launcherFolder, "build.lock"));
    if (IsUpToDate())
        return;
    var inputs = HashOfInputs();
    var log = Path.Combine(launcherFolder, "build.log");
    System.Console.Error.WriteLine("[build] compiling the build, the engine and the built-in effects");
    var start = new System.Diagnostics.ProcessStartInfo(Environment.ProcessPath!)
    {
        // No servers that outlive the build.
        ArgumentList =
        {
            "build", buildProject, "-nologo", "-noConsoleLogger", "-fileLogger",
            $"-fileLoggerParameters:LogFile={log};Verbosity=quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false",
        },
        WorkingDirectory = root,
    };
    System.IO.File.Delete(log);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
    using var build = System.Diagnostics.Process.Start(start)!;
    while (!build.WaitForExit(100))
        StopUnlessWanted(() => build.Kill(entireProcessTree: true));
    StopUnlessWanted(() => { });
    if (build.ExitCode != 0)
    {
        Refuse(System.IO.File.Exists(log) ? System.IO.File.ReadAllText(log) : "");
    }

    System.IO.File.WriteAllText(stampFile, inputs);
}

void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    interruption = context.Signal == PosixSignal.SIGINT ? 130 : 143;
}

void StopUnlessWanted(Action end)
{
    if (interruption == 0 && IsWanted())
        return;
    end();
    StopFor(interruption == 0 ? 143 : interruption, interruption == 0
        ? "interrupted while compiling, since the process that started it was killed."
        : "interrupted while compiling; start it again to go on.");
}

// The log tells whose fault it is: of the disk, of the package source, or of the sources.
void Refuse(string log)
{
    System.Console.Error.WriteLine(log);
    if (new System.IO.DriveInfo(root).AvailableFreeSpace < 1 << 20 || log.Contains("No space left on device") || log.Contains("is denied"))
        StopFor(74, "the build could not write (see above): permissions, or a full disk.");
    if (log.Contains("error NU"))
        StopFor(69, "the packages of the build could not be restored (see above); the package source must serve them.");
    StopFor(70, "the build of " + buildProject + " failed (see above).");
}

FileStream Lock(string path)
{
    while (true)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == 11)
        {
            StopUnlessWanted(() => { });
            // EAGAIN: somebody else has it. Anything else would not pass by waiting.
            Thread.Sleep(200);
        }
    }
}

// The build takes over this process instead of being its child: signals, the exit code and the
// terminal are then its own, and nothing is left behind.
void Become(string[] arguments)
{
    var dotnet = Environment.ProcessPath!;
    if (starter is not null)
        setenv("PLUGINRENDER_STARTER", starter.ToString()!, 1);
    execv(dotnet, ["dotnet", "exec", buildAssembly, .. arguments, null!]);
    StopFor(70, $"could not start {dotnet} (errno {Marshal.GetLastPInvokeError()}).");
}

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

var root = Context.Environment.WorkingDirectory.FullPath;
var buildProject = Path.Combine(root, "build/PluginRender.Build.csproj");
var buildAssembly = Path.Combine(root, "artifacts/bin/PluginRender.Build/release/PluginRender.Build.dll");
var launcherFolder = Path.Combine(root, "artifacts/launcher");
var stampFile = Path.Combine(launcherFolder, "inputs.sha256");

var arguments = Environment.GetCommandLineArgs().Skip(1)
    .Where(argument => argument.StartsWith('-') || !argument.EndsWith(".cake", StringComparison.Ordinal))
    .ToArray();
try
{
    if (!IsUpToDate())
        BuildOnce();
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    EndWith(74, e.Message + "; the build writes to " + Path.Combine(root, "artifacts") + ": see to its permissions and its disk.");
}

if (arguments.Contains("--prepare-only"))
    Environment.Exit(0);
Become(arguments);

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
    using var build = System.Diagnostics.Process.Start(start)!;
    build.WaitForExit();
    if (build.ExitCode != 0)
    {
        Refuse(System.IO.File.Exists(log) ? System.IO.File.ReadAllText(log) : "");
    }

    System.IO.File.WriteAllText(stampFile, inputs);
}

// The log tells whose fault it is: of the disk, of the package source, or of the sources.
void Refuse(string log)
{
    System.Console.Error.WriteLine(log);
    if (new System.IO.DriveInfo(root).AvailableFreeSpace < 1 << 20 || log.Contains("No space left on device") || log.Contains("is denied"))
        EndWith(74, "the build could not write (see above): permissions, or a full disk.");
    if (log.Contains("error NU"))
        EndWith(69, "the packages of the build could not be restored (see above); the package source must serve them.");
    EndWith(70, "the build of " + buildProject + " failed (see above).");
}

void EndWith(int code, string error)
{
    System.Console.Error.WriteLine($"error[{code}]: {error}");
    Environment.Exit(code);
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
    execv(dotnet, ["dotnet", "exec", buildAssembly, .. arguments, null!]);
    EndWith(70, $"could not start {dotnet} (errno {Marshal.GetLastPInvokeError()}).");
}

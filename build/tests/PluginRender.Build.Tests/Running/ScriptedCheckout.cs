using System.Diagnostics;

namespace PluginRender.Build.Tests.Running;

/// <summary>
/// build.sh in a folder whose path has spaces, on a machine that has only what is named here: a <c>dotnet</c> that writes down how it
/// is called and an <c>ldconfig</c> that finds every library.
/// </summary>
internal sealed class ScriptedCheckout : IDisposable
{
    private static readonly string[] Commands = ["bash", "sh", "env", "dirname", "readlink", "cut", "mkdir", "rmdir", "find", "flock", "cat"];

    private readonly string folder = Directory.CreateTempSubdirectory("pluginrender-script").FullName;

    public ScriptedCheckout()
    {
        RepositoryPaths paths = RepositoryPaths.Find(AppContext.BaseDirectory);
        foreach (string file in (string[])["build.sh", "build.cake", "global.json", ".config/dotnet-tools.json", "build/packages.sh"])
        {
            string copy = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(paths.Root, file), copy);
        }

        foreach (string name in (string[])["engine", "plugins", "tools/stand-ins"]) Directory.CreateDirectory(Path.Combine(Root, name));
        foreach (string name in (string[])[Bin, Invoked, Home, Listed, Temporary]) Directory.CreateDirectory(name);
        foreach (string command in Commands)
        {
            if (Machine.PathOf(command) is { } path) File.CreateSymbolicLink(Path.Combine(Bin, command), path);
        }

        Add("ldconfig", "echo ' libavcodec.so.59 (x) libavformat.so.59 (x) libavutil.so.57 (x) libswscale.so.6 (x) libturbojpeg.so.0 (x) liblcms2.so.2 (x)'");
        Add("dotnet", $$"""
            [ "$1" = --version ] || echo "$*" >> '{{CallsFile}}'
            echo "$PLUGINRENDER_INVOCATION_FOLDER" > '{{CallsFile}}.from'
            home="${DOTNET_CLI_HOME:-$HOME}"
            case "$*" in
              "--version"*) [ -z "${SCRIPTED_VERSION:-}" ] || { echo "$SCRIPTED_VERSION"; exit 145; } ;;
              "tool restore"*)
                [ -z "${SCRIPTED_RESTORE:-}" ] || { echo "$SCRIPTED_RESTORE"; exit 1; }
                mkdir -p "${NUGET_PACKAGES:-$home/.nuget/packages}/cake.tool/7.0.0" "$home/.dotnet/toolResolverCache/1/cake.tool" ;;
              "cake build.cake -- :--prepare-only"*) mkdir -p artifacts/cake/cache; exit "${SCRIPTED_PREPARE:-0}" ;;
            esac
            """);
        Add("getent", $"echo 'somebody:x:1:1::{Listed}:/bin/sh'");
        Environment["HOME"] = Home;
        Environment["TMPDIR"] = Temporary;
        foreach (string name in (string[])["DOTNET_CLI_HOME", "NUGET_PACKAGES", "LD_LIBRARY_PATH", "PLUGINRENDER_INVOCATION_FOLDER", "PLUGINRENDER_INSTALL"]) Environment[name] = null;
        Environment["PATH"] = Bin;
        File.WriteAllText(CallsFile, "");
        File.WriteAllText(CallsFile + ".from", "");
        ChangeMode("a+rX", folder);
        ChangeMode("a+w", CallsFile, CallsFile + ".from", Temporary);
    }

    /// <summary>Where the checkout is.</summary>
    public string Root => Path.Combine(folder, "a check out");

    public string Script => Path.Combine(Root, "build.sh");

    /// <summary>Where it is started.</summary>
    public string Invoked => Path.Combine(folder, "some where");

    /// <summary>Variables to set or, if null, to take away.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>How dotnet was called.</summary>
    public IReadOnlyList<string> Calls => File.ReadAllLines(CallsFile);

    /// <summary>Where relative paths start for what was called last.</summary>
    public string InvocationFolder => File.ReadAllText(CallsFile + ".from").Trim();

    private string Bin => Path.Combine(folder, "bin");

    private string Home => Path.Combine(folder, "home");

    /// <summary>The home that the user database has.</summary>
    private string Listed => Path.Combine(folder, "listed home");

    private string Temporary => Path.Combine(folder, "temporary");

    private string CallsFile => Path.Combine(folder, "calls");

    public void Add(string command, string script)
    {
        string file = Path.Combine(Bin, command);
        // Never through a link to a command of this machine.
        File.Delete(file);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        ChangeMode("a+rx", file);
    }

    public void Remove(string command) => File.Delete(Path.Combine(Bin, command));

    /// <summary>Leaves behind what a build does.</summary>
    public void Build()
    {
        foreach (string file in (string[])["artifacts/bin/PluginRender.Build/release/PluginRender.Build.dll", "artifacts/launcher/inputs.sha256", "artifacts/launcher/setup.lock"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
            File.WriteAllText(Path.Combine(Root, file), "");
        }
    }

    /// <summary>Nobody but root may write to the checkout from now on.</summary>
    public void GiveAway() => ChangeMode("a+rX,a-w", Root);

    public string[] Files() => [.. Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>The exit code, and what it wrote to standard error.</summary>
    public (int Code, string Error) Start(params string[] arguments) => StartBy("bash", [Script, .. arguments]);

    public (int Code, string Error) StartBy(string command, params string[] arguments)
    {
        (int code, _, string error) = Run([command, .. arguments]);
        return (code, error);
    }

    /// <summary>As a user who is not root.</summary>
    public (int Code, string Error) StartAsSomebody(params string[] arguments)
    {
        (int code, _, string error) = Run([.. Somebody(), Path.Combine(Bin, "bash"), Script, .. arguments]);
        return (code, error);
    }

    /// <summary>As a user who is not root; the exit code, and what it wrote to standard output.</summary>
    public (int Code, string Output) RunAsSomebody(string command, params string[] arguments)
    {
        (int code, string output, _) = Run([.. Somebody(), Path.Combine(Bin, command), .. arguments]);
        return (code, output);
    }

    public void Dispose()
    {
        ChangeMode("u+w", Root);
        Directory.Delete(folder, recursive: true);
    }

    private static string[] Somebody() => System.Environment.IsPrivilegedProcess
        ? [Machine.PathOf("setpriv") ?? "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    /// <summary>As the chmod command does, also below folders; links are left alone.</summary>
    private static void ChangeMode(string mode, params string[] paths)
    {
        using Process process = Process.Start("chmod", ["-R", mode, "--", .. paths]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private (int Code, string Output, string Error) Run(string[] command)
    {
        string program = command[0].Contains('/', StringComparison.Ordinal) ? command[0] : Path.Combine(Bin, command[0]);
        var start = new ProcessStartInfo(program, command[1..])
        {
            WorkingDirectory = Invoked,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in Environment) start.Environment[name] = value;
        foreach ((string name, string? value) in Environment.Where(v => v.Value is null)) start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd(), error.Result.TrimEnd());
    }
}

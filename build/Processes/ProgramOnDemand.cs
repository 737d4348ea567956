using System.Diagnostics;
using Cake.Common.Diagnostics;
using PluginRender.Rendering;

namespace PluginRender.Build.Processes;

/// <summary>
/// A program, or a plugin, that needs packages which nobody else does: it is restored and built when it is first used, and not with
/// the rest.
/// </summary>
/// <param name="Name">What messages call it, one word.</param>
/// <param name="Project">Its project file.</param>
/// <param name="Assembly">Its assembly, whether it is built or not.</param>
/// <param name="Building">What is said when it is built.</param>
/// <param name="Unserved">What to do where its packages are not to be had, as a sentence.</param>
internal sealed record ProgramOnDemand(string Name, string Project, string Assembly, string Building, string Unserved)
{
    // EAGAIN on Linux.
    private const int IsTaken = 11;

    /// <summary>The program's assembly, as new as its sources and the engine it was built with.</summary>
    /// <exception cref="TaskFailedException">It cannot be built.</exception>
    public string Built(BuildContext context)
    {
        string launcher = Path.Combine(context.Paths.Artifacts, "launcher");
        // Not beside the assembly: every file in a plugin's folder counts as a part of it.
        string stamp = Path.Combine(launcher, $"{Name}.stamp");
        if (IsUpToDate(context.Paths, stamp)) return Assembly;
        using FileStream onlyOne = LockToBuild(launcher, context.Interrupted);
        if (IsUpToDate(context.Paths, stamp)) return Assembly;
        context.Information(Building);
        Build(context);
        File.WriteAllText(stamp, Switches);
        return Assembly;
    }

    /// <summary>The two switches of the build, which a program's packages depend on.</summary>
    private static string Switches => string.Join(' ', ((string[])["PackageSet", "Accelerator"]).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"));

    private bool IsUpToDate(RepositoryPaths paths, string stamp)
    {
        if (!File.Exists(Assembly) || !File.Exists(stamp) || File.ReadAllText(stamp) != Switches) return false;
        DateTime built = File.GetLastWriteTimeUtc(stamp);
        // The engine that it is built with is the one that this process runs; it has some files of the worker's too.
        return Directory.EnumerateFiles(Path.GetDirectoryName(Project)!, "*", SearchOption.AllDirectories)
            .Append(Path.Combine(paths.Root, "Directory.Packages.props"))
            .Append(paths.Worker)
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "PluginRender.*.dll"))
            .All(file => File.GetLastWriteTimeUtc(file) <= built);
    }

    private void Build(BuildContext context)
    {
        using Process build = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["build", Project, "-nologo", "-verbosity:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = context.Paths.Root,
            RedirectStandardOutput = true,
        })!;
        using (context.Interrupted.Register(() => ProcessTree.Kill(build)))
        {
            string output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            context.Interrupted.ThrowIfCancellationRequested();
            if (build.ExitCode == 0) return;
            Console.Error.WriteLine(output);
            // NuGet's own codes: a package or its source is not there.
            throw output.Contains("error NU", StringComparison.Ordinal)
                ? new TaskFailedException(ExitCode.Missing, $"the packages of the {Name} could not be restored (see above); {Unserved}")
                : new TaskFailedException(ExitCode.Defect, $"the {Name} does not compile (see above).");
        }
    }

    private FileStream LockToBuild(string launcher, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(launcher);
            return Lock(Path.Combine(launcher, $"{Name}.lock"), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An installation of many users, who may not write to it.
            throw new TaskFailedException(ExitCode.InputOutput, $"the {Name} has to be built where this user cannot write ({launcher}: {e.Message}); whoever owns this installation starts the same command once");
        }
    }

    private static FileStream Lock(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult == IsTaken)
            {
                // Another render builds it.
                if (cancellation.WaitHandle.WaitOne(200)) throw new OperationCanceledException(cancellation);
            }
        }
    }
}

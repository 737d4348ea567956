using System.Diagnostics;
using Cake.Common.Diagnostics;

namespace PluginRender.Build.Detection;

/// <summary>
/// The program that looks at pictures with models. It needs ONNX Runtime, which nobody else does: so it is restored and
/// built when a project first uses a model, and not with the rest.
/// </summary>
internal static class DetectorProgram
{
    /// <summary>The program's assembly, as new as its sources and the engine it was built with.</summary>
    /// <exception cref="TaskFailedException">It cannot be built.</exception>
    public static string Built(BuildContext context)
    {
        string stamp = Path.Combine(Path.GetDirectoryName(context.Paths.Detector)!, "built.stamp");
        if (IsUpToDate(context.Paths, stamp)) return context.Paths.Detector;
        Directory.CreateDirectory(Path.Combine(context.Paths.Artifacts, "launcher"));
        using FileStream onlyOne = Lock(Path.Combine(context.Paths.Artifacts, "launcher", "detector.lock"), context.Interrupted);
        if (IsUpToDate(context.Paths, stamp)) return context.Paths.Detector;
        context.Information("[detect] building the detector, with ONNX Runtime");
        Build(context);
        File.WriteAllText(stamp, Switches);
        return context.Paths.Detector;
    }

    /// <summary>The two switches of the build, which the detector's packages depend on.</summary>
    private static string Switches => string.Join(' ', ((string[])["PackageSet", "Accelerator"]).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"));

    private static bool IsUpToDate(RepositoryPaths paths, string stamp)
    {
        if (!File.Exists(paths.Detector) || !File.Exists(stamp) || File.ReadAllText(stamp) != Switches) return false;
        DateTime built = File.GetLastWriteTimeUtc(stamp);
        // The engine that it is built with is the one that this process runs; it has some files of the worker's too.
        return Directory.EnumerateFiles(Path.GetDirectoryName(paths.DetectorProject)!, "*", SearchOption.AllDirectories)
            .Append(Path.Combine(paths.Root, "Directory.Packages.props"))
            .Append(paths.Worker)
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "PluginRender.*.dll"))
            .All(file => File.GetLastWriteTimeUtc(file) <= built);
    }

    private static void Build(BuildContext context)
    {
        using Process build = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["build", context.Paths.DetectorProject, "-nologo", "-verbosity:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = context.Paths.Root,
            RedirectStandardOutput = true,
        })!;
        using (context.Interrupted.Register(() => build.Kill(entireProcessTree: true)))
        {
            string output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            context.Interrupted.ThrowIfCancellationRequested();
            if (build.ExitCode == 0) return;
            Console.Error.WriteLine(output);
            // NuGet's own codes: a package or its source is not there.
            throw output.Contains("error NU", StringComparison.Ordinal)
                ? new TaskFailedException(ExitCode.Missing, "the packages of the detector could not be restored (see above); models need Microsoft.ML.OnnxRuntime. Without a model, subjects are found by saliency.")
                : new TaskFailedException(ExitCode.Defect, "the detector does not compile (see above).");
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
            catch (IOException)
            {
                // Another render builds it.
                if (cancellation.WaitHandle.WaitOne(200)) throw new OperationCanceledException(cancellation);
            }
        }
    }
}

namespace PluginRender.Build;

/// <summary>Where things are in the repository.</summary>
/// <param name="Root">The folder of the solution.</param>
public sealed record RepositoryPaths(string Root)
{
    /// <summary>The solution.</summary>
    public string Solution => Path.Combine(Root, "PluginRender.sln");

    /// <summary>Everything that is written by default lies below it.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Where built-in plugins are built to.</summary>
    public string Plugins => Path.Combine(Artifacts, "plugins");

    /// <summary>Where packages for plugin authors go.</summary>
    public string Packages => Path.Combine(Artifacts, "packages");

    /// <summary>The worker; built along with the build.</summary>
    public string Worker => Path.Combine(Artifacts, "bin", "PluginRender.Worker", "release", "PluginRender.Worker.dll");

    /// <summary>The project of the program that looks at pictures with models; built when it is needed.</summary>
    public string DetectorProject => Path.Combine(Root, "engine", "PluginRender.Detector", "PluginRender.Detector.csproj");

    /// <summary>That program, whether it is built or not.</summary>
    public string Detector => Path.Combine(Artifacts, "bin", "PluginRender.Detector", "release", "PluginRender.Detector.dll");

    /// <summary>The project of the program that asks language models; built when it is needed.</summary>
    public string ChatProject => Path.Combine(Root, "engine", "PluginRender.Chat", "PluginRender.Chat.csproj");

    /// <summary>That program, whether it is built or not.</summary>
    public string Chat => Path.Combine(Artifacts, "bin", "PluginRender.Chat", "release", "PluginRender.Chat.dll");

    /// <summary>The project of the plugin with the neural effects; built when a project names one.</summary>
    public string NeuralProject => Path.Combine(Root, "plugins", "neural", "Effects.Neural", "Effects.Neural.csproj");

    /// <summary>Where a render goes that is not told otherwise.</summary>
    public string Renders => Path.Combine(Artifacts, "render");

    /// <summary>What is rendered without --project.</summary>
    public string ShowcaseProject => Path.Combine(Root, "golden", "showcase", "showcase.json");

    /// <summary>What editors check projects against.</summary>
    public string ProjectSchema => Path.Combine(Root, "engine", "schema", "project.schema.json");

    /// <summary>The snapshots' folder.</summary>
    public string Golden => Path.Combine(Root, "golden");

    /// <summary>The folder of the solution that the running build belongs to.</summary>
    /// <exception cref="TaskFailedException">The assembly lies outside the repository.</exception>
    public static RepositoryPaths Find(string startFolder)
    {
        for (string? folder = startFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var paths = new RepositoryPaths(folder);
            if (File.Exists(paths.Solution))
                return paths;
        }

        throw new TaskFailedException(ExitCode.Missing, $"no PluginRender.sln in or above {startFolder}; start the build from the repository.");
    }
}

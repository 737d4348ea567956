namespace PluginRender.Architecture.Tests;

/// <summary>Who may import whom: the layers of the design, one direction and no way back.</summary>
public class ReferenceRules
{
    private const string Sdk = "PluginRender.Sdk";
    private const string Kernels = "PluginRender.Kernels";
    private const string Projects = "PluginRender.Projects";
    private const string Planning = "PluginRender.Planning";
    private const string Rendering = "PluginRender.Rendering";
    private const string Media = "PluginRender.Media";
    private const string Hosting = "PluginRender.Hosting";
    private const string Detection = "PluginRender.Detection";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Sdk] = [],
        [Kernels] = [Sdk],
        [Projects] = [Sdk],
        [Planning] = [Projects, Sdk],
        [Detection] = [Planning, Projects, Sdk, Kernels],
        [Rendering] = [Planning, Projects, Sdk, Kernels],
        [Media] = [Rendering, Planning, Sdk, Kernels],
        [Hosting] = [Planning, Projects, Sdk],
        // What plugins are tested with loads them as a render does.
        ["PluginRender.Sdk.Testing"] = [Sdk, Kernels, Projects, Planning, Hosting],
        ["PluginRender.Worker"] = [Sdk, Kernels, Projects, Planning, Detection, Rendering, Media, Hosting],
        ["PluginRender.Detector"] = [Sdk, Kernels, Projects, Planning, Detection, Rendering, Media],
        ["PluginRender.Chat"] = [Projects, Planning],
        ["PluginRender.Build"] = [Sdk, Kernels, Projects, Planning, Detection, Rendering, Media, Hosting, "PluginRender.Worker"],
    };

    [Fact]
    public void Project_OfEngineAndSdk_ImportsOnlyWhatTheDesignAllows()
    {
        string[] broken = [.. from project in Repository.Projects
                              where Allowed.ContainsKey(project.Name)
                              from reference in project.References
                              where reference.Kind == ReferenceKind.Project && !Allowed[project.Name].Contains(reference.Name)
                              select $"{project.Path}: refers to {reference.Name}; {project.Name} may import only: {string.Join(", ", Allowed[project.Name])}"];
        Rule.Holds(broken);
    }

    [Fact]
    public void Project_OfEngine_HasARule()
        => Rule.Holds(
            from project in Repository.Projects
            where project.Path.StartsWith("engine/", StringComparison.Ordinal) && !project.Path.StartsWith("engine/tests/", StringComparison.Ordinal)
            where !Allowed.ContainsKey(project.Name)
            select $"{project.Path}: has no rule; add what it may import to {nameof(ReferenceRules)}");

    [Fact]
    public void Plugin_Always_ImportsOnlySdkAndKernels()
        => Rule.Holds(
            from project in Repository.Projects
            where project.Path.StartsWith("plugins/Effects.", StringComparison.Ordinal) || project.Path.StartsWith("plugins/template/", StringComparison.Ordinal)
            from reference in project.References
            where reference.Kind == ReferenceKind.Project && reference.Name is not (Sdk or Kernels)
            select $"{project.Path}: refers to {reference.Name}; a plugin may import only {Sdk} and {Kernels}");

    [Fact]
    public void Sdk_Always_NeedsNoPackage()
        => Rule.Holds(
            from project in Repository.Projects
            where project.Name is Sdk or Kernels
            from reference in project.References
            where reference.Kind == ReferenceKind.Package
            select $"{project.Path}: refers to the package {reference.Name}; {project.Name} depends on the base library only");

    [Theory]
    [InlineData("FFmpeg.AutoGen", Media, "PluginRender.Media.Tests", "PluginRender.NativeTests", "PluginRender.Golden", "PluginRender.Benchmark")]
    // Who has no model must not have to restore them.
    [InlineData("Microsoft.ML.OnnxRuntime", "PluginRender.Detector")]
    [InlineData("Microsoft.ML.OnnxRuntime.Gpu", "PluginRender.Detector")]
    [InlineData("Microsoft.ML.Tokenizers", "PluginRender.Detector")]
    [InlineData("Microsoft.Extensions.AI.OpenAI", "PluginRender.Chat")]
    // A browser's driver is a large package that only a test of the report needs.
    [InlineData("Microsoft.Playwright", "PluginRender.Report.Tests")]
    [InlineData("McMaster.NETCore.Plugins", Hosting, "PluginRender.Hosting.Tests")]
    [InlineData("Cake.Frosting", "PluginRender.Build", "PluginRender.Build.Tests", "StandIns.Tests")]
    public void Package_OfOneLayer_IsReferredToOnlyThere(string package, params string[] users)
        => Rule.Holds(
            from project in Repository.Projects
            where !users.Contains(project.Name) && project.Name != package
            from reference in project.References
            where reference.Name == package
            select $"{project.Path}: refers to {package}; only {string.Join(", ", users)} may");

    // A fresh render builds the build and what that refers to, built along or not.
    [Theory]
    [InlineData("PluginRender.Detector", "Microsoft.ML.OnnxRuntime")]
    [InlineData("PluginRender.Chat", "Microsoft.Extensions.AI.OpenAI")]
    public void ProgramOnDemand_WithItsPackages_IsNotBuiltForARender(string program, string package)
    {
        string build = File.ReadAllText(Path.Combine(Repository.Root, "build", "PluginRender.Build.csproj"));
        Assert.DoesNotContain(program, build, StringComparison.Ordinal);
        Assert.Contains(new Reference(ReferenceKind.Package, package), Repository.Projects.Single(p => p.Name == program).References);
        Rule.Holds(
            from project in Repository.Projects
            where Allowed.ContainsKey(project.Name) && project.Name != program
            from reference in project.References
            where reference.Name == program
            select $"{project.Path}: refers to {program}, which needs {package}; start it instead");
    }

    // Guards the tests above against a layout they no longer read.
    [Fact]
    public void Repository_AsRead_HasTheProjectsOfTheDesign()
    {
        string[] names = [.. Repository.Projects.Select(p => p.Name)];
        Assert.All([Sdk, Kernels, Projects, Planning, Rendering, Media, Hosting, "PluginRender.Build"], name => Assert.Contains(name, names));
        Assert.Contains(new Reference(ReferenceKind.Project, Sdk), Repository.Projects.Single(p => p.Name == "Effects.Color").References);
        Assert.Contains(new Reference(ReferenceKind.Package, "FFmpeg.AutoGen"), Repository.Projects.Single(p => p.Name == Media).References);
    }
}

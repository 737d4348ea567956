using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Fuzz.Targets;

/// <summary>The project reader, and what follows from an accepted project: its plan, written and read back.</summary>
internal sealed class ProjectTarget : IFuzzTarget
{
    private static readonly PictureInfo Picture = new(64, 48, new string('a', 64));

    private readonly ScratchFolder scratch = new();
    private readonly string file;
    private readonly ProjectReader reader = new(KnownEffects.All);

    public ProjectTarget()
    {
        string folder = scratch.File("project");
        Directory.CreateDirectory(Path.Combine(folder, "images", "deep"));
        File.WriteAllText(scratch.File("outside.png"), "x");
        File.WriteAllText(Path.Combine(folder, "images", "a.png"), "x");
        File.WriteAllText(Path.Combine(folder, "images", "deep", "b.jpg"), "x");
        File.CreateSymbolicLink(Path.Combine(folder, "inside.png"), "images/a.png");
        File.CreateSymbolicLink(Path.Combine(folder, "out.png"), "../outside.png");
        File.CreateSymbolicLink(Path.Combine(folder, "circle.png"), "circle.png");
        Directory.CreateSymbolicLink(Path.Combine(folder, "up"), "..");
        file = Path.Combine(folder, "project.json");
    }

    public IReadOnlyList<byte[]> Seeds { get; } = FuzzTargets.Files("seeds/projects");

    public IReadOnlyList<string> Words { get; } =
    [
        "\"images/a.png\"", "\"images/deep/b.jpg\"", "\"inside.png\"", "\"out.png\"", "\"circle.png\"", "\"up/outside.png\"", "\"../outside.png\"", "\"up/project/images/a.png\"",
        "\"/etc/passwd\"", "\"/dev/zero\"", "\"file:images/a.png\"", "\"concat:images/a.png|/etc/passwd\"", "\"http://127.0.0.1:9/a.png\"", "\"images/%03d.png\"", "\"images\"",
        "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u001b[31m\"", "\"#102030\"", "\"auto\"", "\"center\"", "\"subject\"", "\"kenburns\"", "\"fade\"", "\"pixelate\"", "\"30000/1001\"", "\"0/0\"",
        "\"id\"", "\"source\"", "\"duration\"", "\"effects\"", "\"video\"", "\"in\"", "\"schemaVersion\"", "\"output\"", "\"segments\"", "\"text\"", "\"crf\"", "\"profile\"",
        "{", "}", "[", "]", ",", ":", "null", "true", "false", "//", "/*", "*/", "\n", "\"", "\\", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":", "\u00e9", "\ud83d\ude00",
    ];

    public bool Accepts(byte[] input)
    {
        RenderProject project;
        try
        {
            project = reader.Read(file, input);
        }
        catch (InvalidInputException e)
        {
            foreach (Diagnostic problem in e.Diagnostics) Check(problem);
            return false;
        }

        foreach (ProjectSource.Image image in project.Segments.Select(s => s.Source).OfType<ProjectSource.Image>())
        {
            if (!image.AbsolutePath.StartsWith(project.Folder + "/", StringComparison.Ordinal))
                throw new BrokenPromiseException($"{image.AbsolutePath} was accepted, which lies outside {project.Folder}");
        }

        RenderPlan plan;
        try
        {
            plan = RenderPlanner.Plan(
                project, project.Segments.Select(s => s.Source).OfType<ProjectSource.Image>().DistinctBy(i => i.AbsolutePath).ToDictionary(i => i.AbsolutePath, _ => Picture),
                new PlanOptions(null, 2, "libavcodec 1", []));
        }
        catch (InvalidInputException)
        {
            return false;
        }

        string text = PlanJson.Write(plan);
        return PlanJson.Write(PlanJson.Read(text)) == text ? true : throw new BrokenPromiseException("the plan is not the same when it was written and read");
    }

    public void Dispose() => scratch.Dispose();

    private static void Check(Diagnostic problem)
    {
        string line = problem.ToString();
        if (problem.Position.Line < 1 || problem.Position.Column < 1) throw new BrokenPromiseException($"no place: {line}");
        if (line.Any(char.IsControl)) throw new BrokenPromiseException($"a message has control characters: {string.Concat(line.Select(c => char.IsControl(c) ? '?' : c))}");
        if (line.Length > 4096) throw new BrokenPromiseException($"a message has {line.Length} characters");
    }
}

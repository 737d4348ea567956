namespace PluginRender.Projects.Tests.Reading;

public sealed class PlannerReaderTests : IDisposable
{
    private const string Color = """ "source": { "color": "#000" }, "duration": 1 """;

    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Effects_AutoOfAProject_IsForSegmentsThatNameNone()
    {
        RenderProject read = project.Read(Project("\"effects\": \"auto\",", $$"""
            { "id": "none", {{Color}} }, { "id": "empty", {{Color}}, "effects": [] }, { "id": "own", {{Color}}, "effects": [{ "effect": "grade" }] },
            { "id": "auto", {{Color}}, "effects": "auto" }
            """));
        Assert.Equal([true, false, false, true], read.Segments.Select(s => s.IsAuto));
        Assert.Equal([0, 0, 1, 0], read.Segments.Select(s => s.Effects.Length));
        Assert.Null(read.Planner);
    }

    [Fact]
    public void Effects_WithoutAWordAboutIt_AreNotPlanned()
        => Assert.False(Assert.Single(project.Read(Project("", $$"""{ "id": "a", {{Color}} }""")).Segments).IsAuto);

    [Fact]
    public void Planner_WithAModel_HasDefaultsForWhatIsNotSaid()
        => Assert.Equal(
            new ProjectPlanner(7, new ProjectLlm(new Uri("http://127.0.0.1:8080/v1"), "m", 60, "PLUGINRENDER_LLM_KEY")),
            project.Read(Project(""" "planner": { "seed": 7, "llm": { "endpoint": "http://127.0.0.1:8080/v1", "model": "m" } }, """, $$"""{ "id": "a", {{Color}} }""")).Planner);

    [Theory]
    [InlineData("\"effects\": \"automatic\",", "the project: \"effects\" is \"automatic\"; give \"auto\"")]
    [InlineData("\"effects\": [],", "the project: \"effects\" is an array; give \"auto\"")]
    [InlineData("\"planner\": \"rules\",", "the project: \"planner\" is \"rules\"; give an object such as")]
    [InlineData("\"planner\": { \"seed\": 1.5 },", "planner: \"seed\" is 1.5; give a whole number")]
    [InlineData("\"planner\": { \"lmm\": {} },", "planner has the unknown key \"lmm\"; did you mean \"llm\"?")]
    [InlineData("\"planner\": { \"llm\": { \"endpoint\": \"https://a.b\" } },", "planner, llm lacks \"model\"")]
    [InlineData("\"planner\": { \"llm\": { \"endpoint\": \"/v1\", \"model\": \"m\" } },", "planner, llm: \"endpoint\" is \"/v1\"; give an address such as")]
    [InlineData("\"planner\": { \"llm\": { \"endpoint\": \"https://a.b\", \"model\": \"\" } },", "planner, llm: \"model\" is \"\"; give the model's name")]
    [InlineData("\"planner\": { \"llm\": { \"endpoint\": \"https://a.b\", \"model\": \"m\", \"timeout\": 601 } },", "planner, llm: \"timeout\" is 601; give a value from 1 to 600")]
    public void Planner_OfAnotherForm_IsRefusedWhereItStands(string line, string expected)
    {
        string problem = Assert.Single(project.Problems(Project(line, $$"""{ "id": "a", {{Color}} }""")));
        Assert.StartsWith("2:", problem, StringComparison.Ordinal);
        Assert.Contains(": " + expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"endpoint\": \"https://me:hunter2@a.b\", \"model\": \"m\"")]
    [InlineData("\"endpoint\": \"https://a.b\", \"model\": \"m\", \"keyVariable\": \"sk-hunter2\"")]
    public void Planner_WithASecretInIt_IsRefusedWithoutRepeatingIt(string llm)
        => Assert.DoesNotContain("hunter2", Assert.Single(project.Problems(Project($$""" "planner": { "llm": { {{llm}} } }, """, $$"""{ "id": "a", {{Color}} }"""))), StringComparison.Ordinal);

    private static string Project(string line, string segments)
        => $$"""
           { "schemaVersion": 1, "output": { "width": 16, "height": 16, "fps": "30" },
           {{line}}
           "segments": [ {{segments}} ] }
           """;
}

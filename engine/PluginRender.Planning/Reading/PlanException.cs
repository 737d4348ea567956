using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>A plan's text is not a plan. Says where it is not and what to do.</summary>
public sealed class PlanException(string path, string problem, string remedy = PlanException.PlanAgain)
    : Exception(ShownText.Line($"plan, {path}: {problem}; {remedy}"))
{
    private const string PlanAgain = "plan the project again";

    /// <summary>Such as <c>$.segments[3].effects[0].seed</c>.</summary>
    public string Path { get; } = ShownText.Line(path);

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = ShownText.Line(problem);
}

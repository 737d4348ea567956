using PluginRender.Build.Rendering;
using PluginRender.Hosting;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Planning;

/// <summary>
/// The step that fills in the effects which a project leaves to a planner: a language model's where one is named and
/// answers, else the rules'.
/// </summary>
/// <param name="session">The run.</param>
/// <param name="chatProgram">Gives the program that asks language models; called only when one is asked.</param>
/// <param name="cancellation">Ends the wait for a model.</param>
internal sealed class EffectChoosing(RenderSession session, Func<string> chatProgram, CancellationToken cancellation)
{
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public RenderProject Choose(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, IReadOnlyDictionary<string, PictureFacts>? facts, bool asksModels)
    {
        if (!EffectPlanner.IsAsked(project)) return project;
        if (asksModels && project.Planner?.Llm is { } llm && AskModel(project, llm, new ModelPlanner(project, pictures, facts, session.Catalog.Effects)) is { } chosen)
            return chosen;
        return EffectPlanner.Plan(project, pictures, facts, session.Catalog.Effects);
    }

    private RenderProject? AskModel(RenderProject project, ProjectLlm llm, ModelPlanner planner)
    {
        var answers = new ChosenAnswers(session);
        if (!session.Arguments.Replan && answers.Find(planner.Key) is { } kept && planner.Recall(kept) is { } recalled)
        {
            session.Write("plan", $"effects as {ShownText.Short(llm.Model)} chose them before; --replan asks again");
            return recalled;
        }

        try
        {
            // The build of the program takes none of the model's time.
            using var model = new ChatProcess(chatProgram(), llm, cancellation);
            session.Write("plan", $"asking {ShownText.Short(llm.Model)} at {llm.Endpoint.Host} for effects, {llm.Seconds:0.#} s at most");
            (RenderProject chosen, string answer) = planner.Ask(model);
            answers.Keep(planner.Key, answer);
            return chosen;
        }
        catch (Exception e) when (e is ChatException or TaskFailedException { ExitCode: ExitCode.Missing })
        {
            session.Write("plan", $"WARNING effects are chosen by rules, since {ShownText.Short(llm.Model)} at {llm.Endpoint.Host} could not: {e.Message}");
            return null;
        }
    }
}

using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// Lets a language model choose effects. Whatever it answers is read as strictly as a project; it is told once what is wrong
/// with it, and then given up.
/// </summary>
public sealed class ModelPlanner
{
    /// <summary>More do not fit into a question that a model answers well.</summary>
    public const int MostSegments = 200;

    private const int MostProblems = 20;
    private const int MostRepeated = 20_000;

    private readonly RenderProject project;
    private readonly ChosenEffectsReader reader;
    private readonly ModelQuestion question;
    private readonly string[] asked;

    /// <param name="project">A project with a model and segments that are left to it.</param>
    /// <param name="pictures">What each picture is, by absolute path.</param>
    /// <param name="facts">What was detected, by segment id; null where nobody looked.</param>
    /// <param name="effects">The effects that are loaded.</param>
    public ModelPlanner(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, IReadOnlyDictionary<string, PictureFacts>? facts, IReadOnlyList<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(project);
        this.project = project;
        reader = new ChosenEffectsReader(effects);
        question = ModelQuestion.Of(project, EffectPlanner.Scenes(project, pictures, facts), reader);
        asked = [.. project.Segments.Where(s => s.IsAuto).Select(s => s.Id)];
        Key = question.KeyFor(project.Planner!.Llm!);
    }

    /// <summary>64 hexadecimal digits: an answer to this question can be kept under them.</summary>
    public string Key { get; }

    /// <summary>The project with the effects of an answer that was kept; null where that is none.</summary>
    public RenderProject? Recall(string answer)
    {
        try
        {
            return With(reader.Read(answer, asked));
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    /// <summary>Asks, and once more with what was wrong.</summary>
    /// <param name="model">What is asked.</param>
    /// <returns>The project with chosen effects, and the answer that they are from.</returns>
    /// <exception cref="ChatException">There is no answer that can be used.</exception>
    public (RenderProject Project, string Answer) Ask(IChatModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (asked.Length > MostSegments) throw new ChatException($"{asked.Length} segments are more than the {MostSegments} that a model is asked about");
        string answer = model.Ask(question.Turns, question.Schema);
        try
        {
            return (With(reader.Read(answer, asked)), answer);
        }
        catch (InvalidInputException first)
        {
            string again = model.Ask([.. question.Turns, .. Correction(answer, first)], question.Schema);
            try
            {
                return (With(reader.Read(again, asked)), again);
            }
            catch (InvalidInputException second)
            {
                throw new ChatException($"its answer cannot be used, not even the second one: {second.Diagnostics[0]}", second);
            }
        }
    }

    private static IEnumerable<ChatTurn> Correction(string answer, InvalidInputException wrong) =>
    [
        new ChatTurn(ChatRole.Assistant, answer.Length > MostRepeated ? answer[..MostRepeated] : answer),
        new ChatTurn(ChatRole.User, $"""
            This cannot be used:
            {string.Join('\n', wrong.Diagnostics.Take(MostProblems).Select(d => d.ToString()))}
            Give the whole answer again, corrected.
            """),
    ];

    private RenderProject With(IReadOnlyDictionary<string, ImmutableArray<ProjectEffect>> chosen) => project with
    {
        Segments =
        [
            .. project.Segments.Select(s => s.IsAuto
                ? s with { Effects = [.. chosen[s.Id].Select(e => e with { Reason = $"{ShownText.Short(project.Planner!.Llm!.Model, 60)}: {e.Reason ?? "it gave no reason"}" })] }
                : s),
        ],
    };
}

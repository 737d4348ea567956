using System.Collections.Immutable;

namespace PluginRender.Planning.Tests.Choosing.Model;

/// <summary>Answers as literals, one after the other.</summary>
internal sealed class AnswersInTurn(params string[] answers) : IChatModel
{
    public List<ImmutableArray<ChatTurn>> Asked { get; } = [];

    public string Schema { get; private set; } = "";

    public string Ask(ImmutableArray<ChatTurn> turns, string schema)
    {
        Asked.Add(turns);
        Schema = schema;
        return answers[Asked.Count - 1];
    }
}

using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>A language model that can be asked.</summary>
public interface IChatModel
{
    /// <summary>Its answer to a conversation; any text, whatever the schema says.</summary>
    /// <param name="turns">What was said so far.</param>
    /// <param name="schema">The JSON Schema that the answer should follow.</param>
    /// <exception cref="ChatException">There is no answer.</exception>
    string Ask(ImmutableArray<ChatTurn> turns, string schema);
}

/// <summary>A language model gave no answer that can be used. The message says why, in the middle of a sentence.</summary>
public sealed class ChatException(string message, Exception? inner = null) : Exception(message, inner);

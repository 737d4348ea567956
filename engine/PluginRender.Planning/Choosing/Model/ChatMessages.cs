using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PluginRender.Planning;

/// <summary>Who says something in a conversation with a language model.</summary>
public enum ChatRole
{
    /// <summary>What the model is to do.</summary>
    System,

    /// <summary>The question.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}

/// <param name="Role">Who says it.</param>
/// <param name="Text">What is said.</param>
public sealed record ChatTurn(ChatRole Role, string Text);

/// <summary>A conversation that a model is to go on with. The key is not in it: the program that asks takes it from the environment.</summary>
/// <param name="Endpoint">The address that <c>/chat/completions</c> is appended to.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="KeyVariable">The environment variable that has the key.</param>
/// <param name="Seconds">How long the answer may take.</param>
/// <param name="Schema">The JSON Schema of the answer.</param>
/// <param name="Turns">What was said so far.</param>
public sealed record ChatRequest(Uri Endpoint, string Model, string KeyVariable, double Seconds, string Schema, ImmutableArray<ChatTurn> Turns);

/// <summary>What came of it; one of the two is null.</summary>
/// <param name="Text">The model's answer.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record ChatReply(string? Text, string? Failure);

/// <summary>How the program that asks is talked to: a request a line, and a reply a line.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatReply))]
public sealed partial class ChatMessages : JsonSerializerContext;

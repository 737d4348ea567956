using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using PluginRender.Planning;
using PluginRender.Projects;
using ChatRole = PluginRender.Planning.ChatRole;
using Role = Microsoft.Extensions.AI.ChatRole;

namespace PluginRender.Chat;

/// <summary>Asks an endpoint that speaks OpenAI's chat protocol. Whatever it does becomes a reply.</summary>
/// <param name="request">What to ask and whom.</param>
/// <param name="key">The key; null or empty where the endpoint needs none.</param>
internal sealed class Conversation(ChatRequest request, string? key)
{
    /// <summary>Of an HTTP answer.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>Of an endpoint that is busy or has a fault of the moment.</summary>
    private const int Retries = 1;

    /// <summary>The client asks for one; an endpoint without keys ignores it.</summary>
    private const string NoKey = "none";

    public async Task<ChatReply> GoOnAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(request.Seconds));
        // A key must not follow where an endpoint points to.
        using var http = new HttpClient(new LimitedAnswers(MostBytes, new SocketsHttpHandler { AllowAutoRedirect = false })) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using IChatClient client = new ChatClient(request.Model, new ApiKeyCredential(string.IsNullOrEmpty(key) ? NoKey : key), Options(http)).AsIChatClient();
            ChatResponse response = await client.GetResponseAsync([.. request.Turns.Select(t => new Microsoft.Extensions.AI.ChatMessage(RoleOf(t.Role), t.Text))], Form(), limit.Token);
            return response.Text.Length == 0 ? new ChatReply(null, "it answered without a text") : new ChatReply(response.Text, null);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return new ChatReply(null, FormattableString.Invariant($"it gave no answer within {request.Seconds:0.#} s"));
        }
        catch (Exception e)
        {
            return new ChatReply(null, Explain(e));
        }
    }

    private OpenAIClientOptions Options(HttpClient http) => new()
    {
        Endpoint = request.Endpoint,
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(Retries),
        NetworkTimeout = TimeSpan.FromSeconds(request.Seconds),
    };

    private ChatOptions Form()
    {
        using JsonDocument schema = JsonDocument.Parse(request.Schema);
        return new ChatOptions
        {
            ResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone(), "effects", "The chosen effects of each segment."),
            AdditionalProperties = new AdditionalPropertiesDictionary { ["strict"] = true },
        };
    }

    private static Role RoleOf(ChatRole role) => role switch
    {
        ChatRole.System => Role.System,
        ChatRole.Assistant => Role.Assistant,
        _ => Role.User,
    };

    /// <summary>Without the answer's own words, which may be anything, a key that was sent included.</summary>
    private string Explain(Exception e) => e switch
    {
        ClientResultException { Status: > 0 and int status } => FormattableString.Invariant($"it answered with HTTP status {status}{Hint(status)}"),
        AggregateException { InnerExceptions: [.., { } last] } => Explain(last),
        { InnerException: AnswerTooLongException inner } => inner.Message,
        AnswerTooLongException => e.Message,
        ClientResultException { InnerException: { } inner } => Explain(inner),
        HttpRequestException => $"it cannot be reached ({ShownText.Short(e.Message, 200)})",
        _ => $"its answer is not of OpenAI's chat protocol ({e.GetType().Name})",
    };

    private string Hint(int status) => status switch
    {
        401 or 403 => $", which asks for {(string.IsNullOrEmpty(key) ? "a" : "another")} key in the environment variable {request.KeyVariable}",
        404 => ", which mostly means that the model or the endpoint's path is another",
        429 => ", which means that it is asked too often",
        _ => "",
    };
}

using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using PluginRender.Planning;

namespace PluginRender.Chat.Tests;

/// <summary>The program that asks language models, as a process, against a real server.</summary>
public class ConversationTests
{
    private const string Schema = """{ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"], "additionalProperties": false }""";

    private static readonly string Program = Path.Combine(
        typeof(ConversationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!,
        "bin", "PluginRender.Chat", "release", "PluginRender.Chat.dll");

    [Fact]
    public void Reply_OfAServerThatAnswers_IsItsText()
    {
        using var server = new ChatServer(ServedAnswer.Of("{\"a\":\"ö\n\"}"));
        Assert.Equal(new ChatReply("{\"a\":\"ö\n\"}", null), Ask(server.Endpoint));

        ServedRequest request = Assert.Single(server.Requests);
        Assert.Equal(("/v1/chat/completions", "Bearer sesame"), (request.Path, request.Authorization));
        Assert.Equal("m", request.Json.GetProperty("model").GetString());
        Assert.Equal(
            [("system", "Do."), ("user", "What?"), ("assistant", "So."), ("user", "No.")],
            request.Json.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("role").GetString(), Content(m))));
        JsonElement form = request.Json.GetProperty("response_format");
        Assert.Equal("json_schema", form.GetProperty("type").GetString());
        Assert.True(form.GetProperty("json_schema").GetProperty("strict").GetBoolean());
        Assert.Equal("string", form.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty("a").GetProperty("type").GetString());
    }

    [Fact]
    public void Reply_OfAServerThatIsBusyForAMoment_IsItsSecondAnswer()
    {
        using var server = new ChatServer(ServedAnswer.Raw("{}", 429), ServedAnswer.Of("yes"));
        Assert.Equal("yes", Ask(server.Endpoint).Text);
    }

    [Theory]
    [InlineData(429, "it answered with HTTP status 429, which means that it is asked too often")]
    [InlineData(500, "it answered with HTTP status 500")]
    [InlineData(401, "it answered with HTTP status 401, which asks for another key in the environment variable CHAT_TEST_KEY")]
    [InlineData(404, "it answered with HTTP status 404, which mostly means that the model or the endpoint's path is another")]
    public void Reply_OfAServerThatRefuses_NamesTheStatusAndNothingOfTheAnswer(int status, string expected)
    {
        using var server = new ChatServer(ServedAnswer.Raw("""{ "error": { "message": "\u001b[2J your key sesame", "code": "x" } }""", status));
        Assert.Equal(new ChatReply(null, expected), Ask(server.Endpoint));
        Assert.InRange(server.Requests.Length, 1, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "choices": [] }""")]
    [InlineData("""{ "choices": [{ "message": { "content": 7 } }] }""")]
    public void Reply_OfAServerOfAnotherProtocol_IsAFailure(string body)
    {
        using var server = new ChatServer(ServedAnswer.Raw(body));
        ChatReply reply = Ask(server.Endpoint);
        Assert.Null(reply.Text);
        Assert.Matches("^its answer is not of OpenAI's chat protocol|^it answered without a text", reply.Failure);
    }

    [Fact]
    public void Reply_OfAServerThatSendsTooMuch_IsAFailure()
    {
        using var server = new ChatServer(ServedAnswer.Of(new string('x', 6 << 20)));
        Assert.Equal(new ChatReply(null, "its answer is longer than 4 MiB"), Ask(server.Endpoint));
    }

    [Fact]
    public void Reply_OfAServerThatNeverAnswers_ComesAtTheLimit()
    {
        using var server = new ChatServer(new ServedAnswer(0, []));
        Assert.Equal(new ChatReply(null, "it gave no answer within 1 s"), Ask(server.Endpoint, seconds: 1));
    }

    [Fact]
    public void Reply_OfAServerThatPointsElsewhere_DoesNotTakeTheKeyThere()
    {
        using var other = new ChatServer(ServedAnswer.Of("mine now"));
        using var server = new ChatServer(new ServedAnswer((int)HttpStatusCode.TemporaryRedirect, [], other.Endpoint + "/chat/completions"));
        Assert.Null(Ask(server.Endpoint).Text);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void Reply_OfNoServer_SaysThatItCannotBeReached()
    {
        Uri gone;
        using (var server = new ChatServer(ServedAnswer.Of(""))) gone = server.Endpoint;
        Assert.StartsWith("it cannot be reached", Ask(gone).Failure, StringComparison.Ordinal);
    }

    private static ChatReply Ask(Uri endpoint, double seconds = 60)
    {
        var request = new ChatRequest(endpoint, "m", "CHAT_TEST_KEY", seconds, Schema,
            [new(ChatRole.System, "Do."), new(ChatRole.User, "What?"), new(ChatRole.Assistant, "So."), new(ChatRole.User, "No.")]);
        var start = new ProcessStartInfo("dotnet", ["exec", Program]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["CHAT_TEST_KEY"] = "sesame";
        using Process process = Process.Start(start)!;
        process.StandardInput.WriteLine(JsonSerializer.Serialize(request, ChatMessages.Default.ChatRequest));
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return JsonSerializer.Deserialize(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), ChatMessages.Default.ChatReply)!;
    }

    private static string? Content(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text
        ? text.GetString()
        : string.Concat(message.GetProperty("content").EnumerateArray().Select(p => p.GetProperty("text").GetString()));
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PluginRender.Chat.Tests;

/// <summary>What a server answers to a request.</summary>
/// <param name="Status">The HTTP status; 0 for no answer at all, until the server is gone.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="Location">Where else to go; null for nowhere.</param>
internal sealed record ServedAnswer(int Status, byte[] Body, string? Location = null)
{
    /// <summary>A text as a model's answer in the protocol.</summary>
    public static ServedAnswer Of(string text) => new(200, Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = "1",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = "m",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text } }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 1, ["completion_tokens"] = 1, ["total_tokens"] = 2 },
    }.ToJsonString()));

    public static ServedAnswer Raw(string body, int status = 200) => new(status, Encoding.UTF8.GetBytes(body));
}

/// <summary>A request as it arrived.</summary>
internal sealed record ServedRequest(string Path, string? Authorization, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>A real HTTP server on the loopback interface that speaks OpenAI's chat protocol: answers in turn, the last one again and again.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ServedAnswer[] answers;
    private readonly ConcurrentQueue<ServedRequest> requests = new();
    private readonly Task served;
    private int next;

    public ChatServer(params ServedAnswer[] answers)
    {
        this.answers = answers;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/v1");
        }

        listener.Prefixes.Add($"http://127.0.0.1:{Endpoint.Port}/");
        listener.Start();
        served = Task.Run(ServeAsync);
    }

    public Uri Endpoint { get; }

    public ServedRequest[] Requests => [.. requests];

    public void Dispose()
    {
        listener.Close();
        served.Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                requests.Enqueue(new ServedRequest(context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
                Answer(context.Response, answers[Math.Min(next++, answers.Length - 1)]);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!listener.IsListening) return;
            }
        }
    }

    private static void Answer(HttpListenerResponse response, ServedAnswer answer)
    {
        // Left open: closed with the listener.
        if (answer.Status == 0) return;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        if (answer.Location is not null) response.RedirectLocation = answer.Location;
        response.ContentLength64 = answer.Body.Length;
        response.OutputStream.Write(answer.Body);
        response.Close();
    }
}

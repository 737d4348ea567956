using System.Text.Json;
using PluginRender.Chat;
using PluginRender.Planning;

// A request a line on standard input, a reply a line on standard output, until the input ends: with the process that started this.
while (await Console.In.ReadLineAsync() is { } line)
{
    ChatRequest? request = JsonSerializer.Deserialize(line, ChatMessages.Default.ChatRequest);
    if (request is null) return 2;
    ChatReply reply = await new Conversation(request, Environment.GetEnvironmentVariable(request.KeyVariable)).GoOnAsync();
    await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply, ChatMessages.Default.ChatReply));
    await Console.Out.FlushAsync();
}

return 0;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Planning;

/// <summary>A conversation with a language model through the program that can have one, within the project's time limit.</summary>
internal sealed class ChatProcess : IChatModel, IDisposable
{
    /// <summary>The program ends its wait itself; after so long it is taken for hanging.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ProjectLlm llm;
    private readonly CancellationToken cancellation;
    private readonly Process process;
    private readonly long start = Stopwatch.GetTimestamp();

    public ChatProcess(string program, ProjectLlm llm, CancellationToken cancellation)
    {
        (this.llm, this.cancellation) = (llm, cancellation);
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // What it says there is of no use to anyone, but a full pipe would stop it.
        process.BeginErrorReadLine();
    }

    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public string Ask(ImmutableArray<ChatTurn> turns, string schema)
    {
        double left = llm.Seconds - Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (left <= 0) throw new ChatException(FormattableString.Invariant($"it gave no answer that can be used within {llm.Seconds:0.#} s"));
        var request = new ChatRequest(llm.Endpoint, llm.Model, llm.KeyVariable, left, schema, turns);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(left) + Grace);
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(request, ChatMessages.Default.ChatRequest));
            process.StandardInput.Flush();
            string? line = process.StandardOutput.ReadLineAsync(limit.Token).AsTask().GetAwaiter().GetResult();
            ChatReply? reply = line is null ? null : JsonSerializer.Deserialize(line, ChatMessages.Default.ChatReply);
            return reply?.Text ?? throw new ChatException(reply?.Failure ?? "the program that asks it has ended");
        }
        catch (Exception e) when (e is IOException or JsonException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ChatException(e is OperationCanceledException ? "the program that asks it does not answer" : "the program that asks it has ended", e);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) ProcessTree.Kill(process);
        process.Dispose();
    }
}

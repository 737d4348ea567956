using PluginRender.Build.Processes;

namespace PluginRender.Build.Planning;

/// <summary>The program that asks language models. It needs Microsoft.Extensions.AI, which nobody else does.</summary>
internal static class ChatProgram
{
    /// <inheritdoc cref="ProgramOnDemand.Built"/>
    public static string Built(BuildContext context) => new ProgramOnDemand(
        "chat", context.Paths.ChatProject, context.Paths.Chat, "[plan] building what asks language models, with Microsoft.Extensions.AI",
        "language models need Microsoft.Extensions.AI.OpenAI. Without \"llm\" in the project, effects are chosen by rules.").Built(context);
}

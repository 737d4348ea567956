using System.Text.Json;
using PluginRender.Build.Arguments;
using PluginRender.Build.Processes;

namespace PluginRender.Build.Plugins;

/// <summary>
/// The built-in effects that need Torch. Half a gigabyte of packages is not for everybody: they are restored and the plugin is
/// built when a project, or a plan that is given, names such an effect.
/// </summary>
internal static class NeuralEffects
{
    private const string Plugin = "Effects.Neural";
    private const long MostBytes = 256L << 20;
    private static readonly string[] Effects = ["torchscript"];

    /// <summary>Builds the plugin where it is asked for and may be used.</summary>
    /// <exception cref="TaskFailedException">It cannot be built.</exception>
    public static void BuildWhereNamed(BuildContext context)
    {
        RenderArguments arguments = context.CommandLine.Render;
        if (!arguments.PluginFolders.Contains(context.Paths.Plugins) || !IsNamed(arguments.PlanFile ?? arguments.ProjectFile)) return;
        new ProgramOnDemand(
            "neural-effects", context.Paths.NeuralProject, Path.Combine(context.Paths.Plugins, Plugin, Plugin + ".dll"),
            "[plugins] building the neural effects, with TorchSharp and libtorch (600 MB of packages when they are first needed)",
            "neural effects need TorchSharp and libtorch.").Built(context);
    }

    /// <summary>Whether a file has <c>"effect": "torchscript"</c>. What is wrong with the file is for its reader to say.</summary>
    internal static bool IsNamed(string file)
    {
        try
        {
            // A pipe or a device says that it has no bytes; reading one might never end.
            if (new FileInfo(file) is not { Exists: true, Length: > 0 and <= MostBytes }) return false;
            ReadOnlySpan<byte> text = File.ReadAllBytes(file);
            // Some editors begin a file with a byte order mark.
            if (text.StartsWith("\uFEFF"u8)) text = text[3..];
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("effect") || !reader.Read() || reader.TokenType != JsonTokenType.String) continue;
                foreach (string effect in Effects)
                {
                    if (reader.ValueTextEquals(effect)) return true;
                }
            }
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Read again, and reported, by whoever reads it whole.
        }

        return false;
    }
}

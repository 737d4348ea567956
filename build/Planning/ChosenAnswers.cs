using System.Text;
using PluginRender.Build.Rendering;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Planning;

/// <summary>
/// What language models answered, in the cache under the question: the same project has the same plan, and the model is
/// asked once.
/// </summary>
internal sealed class ChosenAnswers(RenderSession session)
{
    /// <summary>An answer that was kept; null where there is none.</summary>
    public string? Find(string key)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            return file.Exists && file.Length <= ChosenEffectsReader.MaximumBytes ? File.ReadAllText(file.FullName, Encoding.UTF8) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string key, string answer)
    {
        try
        {
            DurableFile.CreateFolder(Path.GetDirectoryName(PathOf(key))!, session.Folders);
            DurableFile.Write(PathOf(key), Encoding.UTF8.GetBytes(answer), session.Folders);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Write("plan", $"WARNING the model's answer could not be kept, and it will be asked again: {CacheFailure.Explain(e.Message, session.Arguments.CacheFolder)}");
        }
    }

    private string PathOf(string key) => Path.Combine(session.Arguments.CacheFolder, "answers", key[..2], key + ".json");
}

using System.Security.Cryptography;
using PluginRender.Detection;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Detection;

/// <summary>Which detector a render uses: the command line's before the project's, and saliency without either.</summary>
internal static class DetectorChoice
{
    /// <summary>Looks whether the files that it needs are there.</summary>
    /// <exception cref="TaskFailedException">One is not.</exception>
    public static void CheckFiles(RenderProject project, string? modelArgument)
    {
        if (FilesOf(project, modelArgument).FirstOrDefault(f => !File.Exists(f)) is { } missing)
            throw ModelPlaces.Of(project).Place(ModelException.Missing(missing));
    }

    private static IEnumerable<string> FilesOf(RenderProject project, string? modelArgument)
    {
        ProjectDetector detector = project.Detector ?? ProjectDetector.Default;
        if ((modelArgument ?? detector.Model?.AbsolutePath) is { } model) yield return model;
        if (detector.Clip is not { } clip) yield break;
        foreach (ModelFile file in (ModelFile[])[clip.Image, clip.Text, clip.Vocabulary, clip.Merges]) yield return file.AbsolutePath;
    }

    /// <summary>The settings, with the files' hashes.</summary>
    /// <exception cref="ModelException">A file is not there.</exception>
    public static DetectionSettings Make(RenderProject project, string? modelArgument)
    {
        ProjectDetector detector = project.Detector ?? ProjectDetector.Default;
        string? model = modelArgument ?? detector.Model?.AbsolutePath;
        return new DetectionSettings(
            model is null ? null : Hash(model), detector.Confidence, detector.Overlap,
            detector.Clip is not { } clip
                ? null
                : new ClipSettings(Hash(clip.Image.AbsolutePath), Hash(clip.Text.AbsolutePath), Hash(clip.Vocabulary.AbsolutePath), Hash(clip.Merges.AbsolutePath), clip.Tags));
    }

    private static HashedFile Hash(string path)
    {
        if (!File.Exists(path)) throw ModelException.Missing(path);
        using FileStream stream = File.OpenRead(path);
        return new HashedFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}

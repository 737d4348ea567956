using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Detection;

/// <summary>Where a project names its models, so that what is wrong with one is reported there.</summary>
internal sealed class ModelPlaces
{
    private readonly string file;
    private readonly ModelFile[] models;

    private ModelPlaces(string file, ModelFile[] models) => (this.file, this.models) = (file, models);

    public static ModelPlaces Of(RenderProject project)
    {
        ProjectClip? clip = project.Detector?.Clip;
        ModelFile?[] files = [project.Detector?.Model, clip?.Image, clip?.Text, clip?.Vocabulary, clip?.Merges];
        return new ModelPlaces(project.File, [.. files.OfType<ModelFile>()]);
    }

    /// <summary>The same failure, with line and column in front if it is about a model that the project names.</summary>
    public TaskFailedException Place(Exception failure)
    {
        ExitCode code = failure is TaskFailedException failed ? failed.ExitCode : FailureKinds.Of(failure).Code;
        // A detection process tells its failures as text; all of models begin so.
        ModelFile? model = models.FirstOrDefault(m => failure.Message.StartsWith($"model {m.AbsolutePath}: ", StringComparison.Ordinal));
        string place = model is null ? "" : $"{file}:{model.Position.Line}:{model.Position.Column}: ";
        return new TaskFailedException(code, place + failure.Message, failure);
    }
}

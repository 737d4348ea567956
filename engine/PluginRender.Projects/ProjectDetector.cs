using System.Collections.Immutable;

namespace PluginRender.Projects;

/// <summary>How a project wants its pictures looked at; without one, by saliency.</summary>
/// <param name="Model">An ONNX model of the YOLO family; null for saliency.</param>
/// <param name="Confidence">The lowest score of a subject, 0–1; 0.25 by default.</param>
/// <param name="Overlap">
/// The most that two boxes of one class may overlap, as intersection over union, 0–1; 0.45 by default.
/// </param>
/// <param name="Clip">What compares pictures with words; null for nothing.</param>
public sealed record ProjectDetector(ModelFile? Model, double Confidence, double Overlap, ProjectClip? Clip)
{
    /// <summary>What a project without a word about it has.</summary>
    public static ProjectDetector Default { get; } = new(null, 0.25, 0.45, null);
}

/// <summary>A pair of encoders that put pictures and words into one space, as CLIP does.</summary>
/// <param name="Image">The image encoder, ONNX.</param>
/// <param name="Text">The text encoder, ONNX.</param>
/// <param name="Vocabulary">The tokenizer's <c>vocab.json</c>.</param>
/// <param name="Merges">The tokenizer's <c>merges.txt</c>.</param>
/// <param name="Tags">Words of which the fitting ones are noted; may be empty.</param>
public sealed record ProjectClip(ModelFile Image, ModelFile Text, ModelFile Vocabulary, ModelFile Merges, ImmutableArray<string> Tags);

/// <summary>A file that detection needs; whether it exists is seen when it is needed.</summary>
/// <param name="Shown">As it was written.</param>
/// <param name="AbsolutePath">The file, symlinks resolved.</param>
/// <param name="Position">Where it stands in the project file.</param>
public sealed record ModelFile(string Shown, string AbsolutePath, TextPosition Position);

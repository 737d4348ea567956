using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PluginRender.Detection.Saliency;

namespace PluginRender.Detection;

/// <summary>A file with its content's hash.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record HashedFile(string Path, string Sha256);

/// <summary>The files of a pair of encoders and what to look for with them.</summary>
/// <param name="Image">The image encoder.</param>
/// <param name="Text">The text encoder.</param>
/// <param name="Vocabulary">The tokenizer's <c>vocab.json</c>.</param>
/// <param name="Merges">The tokenizer's <c>merges.txt</c>.</param>
/// <param name="Tags">Words of which the fitting ones are noted.</param>
public sealed record ClipSettings(HashedFile Image, HashedFile Text, HashedFile Vocabulary, HashedFile Merges, ImmutableArray<string> Tags);

/// <summary>How pictures are looked at.</summary>
/// <param name="Model">An object detector; null for saliency.</param>
/// <param name="Confidence">The lowest score of a subject, 0–1.</param>
/// <param name="Overlap">The most that boxes of a class may overlap, as intersection over union, 0–1.</param>
/// <param name="Clip">What compares pictures with words; null for nothing.</param>
public sealed record DetectionSettings(HashedFile? Model, double Confidence, double Overlap, ClipSettings? Clip)
{
    /// <summary>Changes with every change of what a model's output is made into.</summary>
    public const string ModelsVersion = "models 1";

    /// <summary>Whether ONNX Runtime is needed.</summary>
    public bool UsesModels => Model is not null || Clip is not null;

    /// <summary>
    /// What facts are cached by: a hash of the picture's content, of everything here that can change what is found, and of
    /// the text that subjects are compared with. Where files are does not count.
    /// </summary>
    /// <param name="pictureSha256">Of the picture's file.</param>
    /// <param name="text">The segment's text; null without one.</param>
    public string KeyFor(string pictureSha256, string? text)
    {
        // A detector that finds nothing leaves it to saliency.
        var parts = new List<string> { SaliencyDetector.Version, pictureSha256 };
        if (UsesModels) parts.Add(ModelsVersion);
        if (Model is not null) parts.Add(string.Create(CultureInfo.InvariantCulture, $"yolo {Model.Sha256} {Confidence} {Overlap}"));
        if (Clip is not null)
            parts.AddRange(["clip", Clip.Image.Sha256, Clip.Text.Sha256, Clip.Vocabulary.Sha256, Clip.Merges.Sha256, text is null ? "no text" : $"text {text}", .. Clip.Tags]);
        // Lengths, so that no two lists have one spelling.
        string spelled = string.Concat(parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Length}:{p}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spelled)));
    }
}

using System.Collections.Immutable;
using PluginRender.Detection;
using PluginRender.Detection.Clip;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;

namespace PluginRender.Detector.Clip;

/// <summary>Compares pictures with words: tags of a picture, and which subject a segment's text is about.</summary>
internal sealed class ClipRanking : IDisposable
{
    // The form of sentence that the paper's zero-shot figures were made with.
    private const string Prompt = "a photo of ";
    private const int MostComparedSubjects = 8;

    private readonly ImageEncoder images;
    private readonly TextEncoder texts;
    private readonly ImmutableArray<(string Name, float[] Embedding)> tags;
    private readonly Dictionary<string, float[]> known = new(StringComparer.Ordinal);

    private ClipRanking(ImageEncoder images, TextEncoder texts, ImmutableArray<string> tags)
    {
        (this.images, this.texts) = (images, texts);
        this.tags = [.. tags.Select(t => (t, texts.Encode(Prompt + t)))];
    }

    /// <exception cref="ModelException">A file cannot be used, or the two encoders do not belong together.</exception>
    public static ClipRanking Open(ClipSettings files, ExecutionProviders providers)
    {
        ClipTokens tokens = ClipTokens.Open(files.Vocabulary.Path, files.Merges.Path);
        var owned = new Stack<IDisposable>();
        try
        {
            var image = OnnxModel.Open(files.Image.Path, providers);
            owned.Push(image);
            var text = OnnxModel.Open(files.Text.Path, providers);
            owned.Push(text);
            var ranking = new ClipRanking(new ImageEncoder(image), new TextEncoder(text, tokens), files.Tags);
            ranking.CheckLengths(image.Path, text.Path);
            return ranking;
        }
        catch
        {
            while (owned.TryPop(out IDisposable? last)) last.Dispose();
            throw;
        }
    }

    /// <summary>A picture's facts: its tags, and its subjects in the order of the text where there is one and several subjects.</summary>
    public FoundFacts Rank(PictureInHand picture, DetectedSubjects found)
    {
        Subject[] compared = picture.Text is null ? [] : [.. found.Subjects.Take(MostComparedSubjects)];
        IReadOnlyList<float[]> embeddings = images.Encode(
            [side => ClipPictures.Whole(picture.Image, side), .. compared.Select(s => (Func<int, RgbImage>)(side => ClipPictures.Region(picture.Image, s.Box, side)))]);
        ImmutableArray<PictureTag> fitting = ClipScores.Tags(embeddings[0], tags);
        if (picture.Text is null) return FoundFacts.Of(found, fitting);
        float[] text = TextOf(picture.Text);
        // Equal scores, and those that were not compared, stay in the detector's order.
        ImmutableArray<Subject> ranked =
        [
            .. compared.Select((s, i) => s with { TextScore = ClipScores.Cosine(embeddings[i + 1], text) }).OrderByDescending(s => s.TextScore),
            .. found.Subjects.Skip(compared.Length),
        ];
        return FoundFacts.Of(found with { Subjects = ranked }, fitting, ClipScores.Cosine(embeddings[0], text));
    }

    public void Dispose()
    {
        images.Dispose();
        texts.Dispose();
    }

    private float[] TextOf(string text)
    {
        if (!known.TryGetValue(text, out float[]? embedding)) known.Add(text, embedding = texts.Encode(text));
        return embedding;
    }

    private void CheckLengths(string imagePath, string textPath)
    {
        int image = images.Encode([side => new RgbImage(side, side)])[0].Length;
        int text = TextOf("").Length;
        if (image != text)
            throw new ModelException(imagePath, $"its embeddings have {image} numbers, and those of {Path.GetFileName(textPath)} {text}", "expected two encoders of one model");
    }
}

using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using PluginRender.Planning;

namespace PluginRender.Detector.Clip;

/// <summary>
/// Text as CLIP reads it: lower case, cut by the published pattern, byte-pair encoding over bytes with <c>&lt;/w&gt;</c> at
/// the ends of words (A. Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021,
/// and its published tokenizer).
/// </summary>
internal sealed partial class ClipTokens
{
    private const string StartToken = "<|startoftext|>";
    private const string EndToken = "<|endoftext|>";

    private readonly BpeTokenizer tokenizer;
    private readonly int start;
    private readonly int end;

    private ClipTokens(BpeTokenizer tokenizer, int start, int end) => (this.tokenizer, this.start, this.end) = (tokenizer, start, end);

    /// <exception cref="ModelException">The files are no such vocabulary.</exception>
    public static ClipTokens Open(string vocabulary, string merges)
    {
        foreach (string path in (string[])[vocabulary, merges])
        {
            if (!File.Exists(path)) throw ModelException.Missing(path);
        }

        try
        {
            var options = new BpeOptions(vocabulary, merges)
            {
                Normalizer = new LowerCaseNormalizer(),
                PreTokenizer = new RegexPreTokenizer(Word(), null),
                EndOfWordSuffix = "</w>",
                ByteLevel = true,
            };
            BpeTokenizer tokenizer = BpeTokenizer.Create(options);
            return tokenizer.Vocabulary.TryGetValue(StartToken, out int start) && tokenizer.Vocabulary.TryGetValue(EndToken, out int end)
                ? new ClipTokens(tokenizer, start, end)
                : throw new ModelException(vocabulary, $"it lacks {StartToken} or {EndToken}", "expected the vocab.json that belongs to the text encoder");
        }
        catch (Exception e) when (e is not (ModelException or IOException or UnauthorizedAccessException))
        {
            throw new ModelException(
                vocabulary, $"it and {Path.GetFileName(merges)} cannot be read as a tokenizer ({e.Message})",
                "expected a JSON object of tokens with their numbers, and a text of merges, two tokens a line; take both from the model's files", e);
        }
    }

    /// <summary>The tokens of a text between a start and an end token, as many as fit, filled up with end tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many tokens; at least 2.</param>
    /// <param name="count">How many of them are the text's, with start and end.</param>
    public int[] Encode(string text, int length, out int count)
    {
        string single = Spaces().Replace(text, " ").Trim();
        IReadOnlyList<int> inner = single.Length == 0 ? [] : tokenizer.EncodeToIds(single);
        int[] tokens = [start, .. inner.Take(length - 2), end];
        count = tokens.Length;
        return [.. tokens, .. Enumerable.Repeat(end, length - count)];
    }

    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}

using System.Text;
using System.Text.Json;

namespace PluginRender.TestModels;

/// <summary>
/// A pair of small encoders of CLIP's form with their tokenizer: the picture's embedding is its mean color, as seen
/// from gray, a text's the sum of the colors that it names.
/// </summary>
public static class ClipModels
{
    /// <summary>Numbers of an embedding.</summary>
    public const int Length = 8;

    private const string Start = "<|startoftext|>";
    private const string End = "<|endoftext|>";

    // Each word is its letters joined from the left, the last one with the end of the word. Pairs that come first are joined
    // first: with red before green, the r and e of green would be.
    private static readonly (string Word, float[] Color)[] Words =
        [("green", [-1, 1, -1]), ("red", [1, -1, -1]), ("blue", [-1, -1, 1]), ("yellow", [1, 1, -1]), ("photo", [0, 0, 0]), ("of", [0, 0, 0])];

    /// <summary>The image encoder: pictures [batch, 3, side, side] to embeddings [batch, 8].</summary>
    /// <param name="side">Of the pictures.</param>
    /// <param name="batch">Below 0 for any.</param>
    /// <param name="type">Of input and output.</param>
    public static byte[] Image(int side = 32, int batch = -1, ElementType type = ElementType.Float)
    {
        var graph = new OnnxGraph();
        string pictures = graph.Input("pixel_values", type, batch, 3, side, side);
        if (type != ElementType.Float) pictures = graph.Cast(pictures, ElementType.Float);
        // Back to 0–1, and away from gray.
        string deviation = graph.Constant([1, 3, 1, 1], 0.26862954f, 0.26130258f, 0.27577711f);
        string mean = graph.Constant([1, 3, 1, 1], 0.48145466f - 0.5f, 0.4578275f - 0.5f, 0.40821073f - 0.5f);
        string color = graph.Node("GlobalAveragePool", [graph.Add(graph.Multiply(pictures, deviation), mean)]);
        float[] widen = new float[3 * Length];
        for (int i = 0; i < 3; i++) widen[(i * Length) + i] = 1;
        string embedding = graph.Node("MatMul", [graph.Node("Flatten", [color]), graph.Constant([3, Length], widen)]);
        // What other exports have beside it.
        graph.Output(graph.Reshape(embedding, -1, 1, Length), "last_hidden_state", ElementType.Float, -1, 1, Length);
        graph.Output(type == ElementType.Float ? embedding : graph.Cast(embedding, type), "image_embeds", type, batch, Length);
        return graph.ToBytes();
    }

    /// <summary>The text encoder: token numbers [batch, length] to embeddings [batch, 8].</summary>
    /// <param name="length">Tokens of a text; below 0 for any.</param>
    /// <param name="type">Of the tokens.</param>
    /// <param name="hasMask">Whether it also takes a mask, and counts only what that leaves.</param>
    /// <param name="numbers">Of an embedding; another than <see cref="Length"/> does not fit the image encoder.</param>
    public static byte[] Text(int length = 77, ElementType type = ElementType.Int64, bool hasMask = false, int numbers = Length)
    {
        var graph = new OnnxGraph();
        string ids = graph.Input("input_ids", type, -1, length);
        string? mask = hasMask ? graph.Input("attention_mask", type, -1, length) : null;
        IReadOnlyList<string> vocabulary = Tokens();
        float[] table = new float[vocabulary.Count * numbers];
        foreach ((string word, float[] color) in Words) color.CopyTo(table, vocabulary.ToList().IndexOf(word + "</w>") * numbers);
        string embeddings = graph.Node("Gather", [graph.Constant([vocabulary.Count, numbers], table), ids]);
        if (mask is not null) embeddings = graph.Multiply(embeddings, graph.Node("Unsqueeze", [graph.Cast(mask, ElementType.Float), graph.Constant(2)]));
        graph.Output(graph.Node("ReduceSum", [embeddings, graph.Constant(1)], ("keepdims", 0L)), "text_embeds", ElementType.Float, -1, numbers);
        return graph.ToBytes();
    }

    /// <summary>The tokenizer's <c>vocab.json</c>.</summary>
    public static byte[] Vocabulary() => Encoding.UTF8.GetBytes(
        "{" + string.Join(", ", Tokens().Select((token, i) => $"{JsonSerializer.Serialize(token)}: {i}")) + "}");

    /// <summary>The tokenizer's <c>merges.txt</c>.</summary>
    public static byte[] Merges() => Encoding.UTF8.GetBytes(
        "#version: 0.2\n" + string.Concat(Joined().Select(m => $"{m.Left} {m.Right}\n")));

    /// <summary>All tokens by number: 256 bytes, the same at the end of a word, what is joined, start and end.</summary>
    public static IReadOnlyList<string> Tokens()
    {
        string[] bytes = [.. Enumerable.Range(0, 256).Select(b => ByteCharacter((byte)b).ToString())];
        return [.. bytes, .. bytes.Select(b => b + "</w>"), .. Joined().Select(m => m.Left + m.Right), Start, End];
    }

    /// <summary>The character that GPT-2's and CLIP's vocabularies have for a byte: itself where it is printable.</summary>
    public static char ByteCharacter(byte value)
    {
        if (IsPrintable(value)) return (char)value;
        int others = Enumerable.Range(0, value).Count(b => !IsPrintable((byte)b));
        return (char)(256 + others);

        static bool IsPrintable(byte b) => b is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;
    }

    private static IEnumerable<(string Left, string Right)> Joined()
    {
        var seen = new HashSet<(string, string)>();
        foreach ((string word, _) in Words)
        {
            for (int i = 1; i < word.Length; i++)
            {
                (string, string) merge = (word[..i], word[i] + (i == word.Length - 1 ? "</w>" : ""));
                if (seen.Add(merge)) yield return merge;
            }
        }
    }
}

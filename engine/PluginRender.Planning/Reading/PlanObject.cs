using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>An object of a plan being read: every member is asked for once, is of its kind, and none is left over.</summary>
internal sealed class PlanObject
{
    private readonly JsonElement element;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public PlanObject(JsonElement element, string path)
    {
        this.element = Expect(element, JsonValueKind.Object, path, "an object");
        Path = path;
    }

    public string Path { get; }

    public string PathOf(string name) => $"{Path}.{name}";

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public JsonElement Member(string name)
    {
        asked.Add(name);
        return element.TryGetProperty(name, out JsonElement value) ? value : throw new PlanException(PathOf(name), "is missing");
    }

    public PlanObject Object(string name) => new(Member(name), PathOf(name));

    public string Text(string name, Func<string, bool>? isValid = null, string form = "a string that is not empty")
    {
        string text = Expect(Member(name), JsonValueKind.String, PathOf(name), form).GetString()!;
        return text.Length > 0 && (isValid is null || isValid(text)) ? text : throw Wrong(PathOf(name), form, element.GetProperty(name));
    }

    public string Hash(string name)
        => Text(name, t => t.Length == 64 && t.All(char.IsAsciiHexDigitLower), "64 lower-case hexadecimal digits");

    /// <summary>Bytes in Base64.</summary>
    public byte[] Bytes(string name)
        => Member(name) is { ValueKind: JsonValueKind.String } text && text.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw Wrong(PathOf(name), "Base64", Member(name));

    public int Integer(string name, int minimum, int maximum)
        => Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(PathOf(name), string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"), Member(name));

    /// <summary>A member that is there only when it is true.</summary>
    public bool True(string name)
        => Member(name).ValueKind == JsonValueKind.True ? true : throw Wrong(PathOf(name), "true, or left out", Member(name));

    public double Number(string name, double minimum, double maximum)
        => IsWithin(Member(name), minimum, maximum) ? Member(name).GetDouble() : throw Wrong(PathOf(name), Range(minimum, maximum), Member(name));

    /// <summary>An array of so many numbers.</summary>
    public ImmutableArray<double> Numbers(string name, int count, double minimum, double maximum)
    {
        JsonElement array = Member(name);
        var numbers = ImmutableArray.CreateBuilder<double>(count);
        if (array.ValueKind == JsonValueKind.Array && array.GetArrayLength() == count)
        {
            foreach (JsonElement item in array.EnumerateArray())
            {
                if (IsWithin(item, minimum, maximum)) numbers.Add(item.GetDouble());
            }
        }

        return numbers.Count == count
            ? numbers.ToImmutable()
            : throw Wrong(PathOf(name), string.Create(CultureInfo.InvariantCulture, $"{count} of {Range(minimum, maximum)}"), array);
    }

    public T Word<T>(string name)
        where T : struct, Enum
        => new PlanItem(Member(name), PathOf(name)).Word<T>();

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<PlanItem> Array(string name)
    {
        var items = new List<PlanItem>();
        foreach (JsonElement item in Expect(Member(name), JsonValueKind.Array, PathOf(name), "an array").EnumerateArray())
            items.Add(new PlanItem(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{items.Count}]")));
        return items;
    }

    /// <summary>The names of the members that were not asked for.</summary>
    public IReadOnlyList<string> Others()
    {
        var names = new List<string>();
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!asked.Contains(member.Name)) names.Add(member.Name);
        }

        return names;
    }

    public void RefuseOthers()
    {
        foreach (string name in Others()) throw new PlanException(PathOf(name), "is not part of a plan");
    }

    public static PlanException Wrong(string path, string form, JsonElement found)
    {
        string text = found.GetRawText();
        return new PlanException(path, $"is {(text.Length > 60 ? text[..60] + "…" : text)}, not {form}");
    }

    private static bool IsWithin(JsonElement element, double minimum, double maximum)
        => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && value >= minimum && value <= maximum;

    private static string Range(double minimum, double maximum) => string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}");

    private static JsonElement Expect(JsonElement element, JsonValueKind kind, string path, string form)
        => element.ValueKind == kind ? element : throw Wrong(path, form, element);
}

using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// The expression by which an effect states the bytes of an instance, <see cref="EffectMemoryAttribute.Instance"/>: read and
/// computed in one go. It stands in a plugin's metadata, so that nothing of the plugin runs for it.
/// </summary>
public sealed class MemoryFormula
{
    /// <summary>What may be written, for messages.</summary>
    public const string Allowed = "use numbers, + - * / ( ), min(a, b), max(a, b), sqrt(a), frameWidth, frameHeight, parameters that are numbers, and size(p) of a parameter p that is a file";

    // Parentheses within each other are calls within each other.
    private const int MostCharacters = 1000;

    private readonly string text;
    private readonly Func<string, double?> number;
    private readonly Func<string, double?> fileSize;
    private int at;

    private MemoryFormula(string text, Func<string, double?> number, Func<string, double?> fileSize)
        => (this.text, this.number, this.fileSize) = (text, number, fileSize);

    /// <summary>What is wrong with a formula, and where in it; null for nothing.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="parameters">The effect's.</param>
    public static string? Problem(string text, ImmutableArray<ParameterDescriptor> parameters)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters) return string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters, and {MostCharacters} are the most");
        try
        {
            Compute(text, 1, 1, name => Has(name, ParameterKind.Number) || Has(name, ParameterKind.Integer) ? 1 : null, name => Has(name, ParameterKind.File) ? 1 : null);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        bool Has(string name, ParameterKind kind) => parameters.Any(p => p.Name == name && p.Kind == kind);
    }

    /// <summary>The bytes that a formula without a problem gives, at least 0.</summary>
    /// <param name="text">The formula; empty for 0.</param>
    /// <param name="width">Of the frame.</param>
    /// <param name="height">Of the frame.</param>
    /// <param name="parameters">The effect's values.</param>
    /// <param name="sizeOf">How many bytes a file has.</param>
    /// <exception cref="FormatException">The formula has a problem, or a parameter lacks its value.</exception>
    public static long Bytes(string text, int width, int height, ImmutableArray<NamedValue> parameters, Func<FileReference, long> sizeOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        // A number that is none, such as 0 / 0, becomes 0, and one beyond a long the greatest.
        return Math.Max(0, (long)Compute(text, width, height, Number, FileSize));

        double? Number(string name) => Find(name) switch { ParameterValue.Number n => n.Value, ParameterValue.Integer i => i.Value, _ => null };

        double? FileSize(string name) => Find(name) is ParameterValue.File file ? sizeOf(file.Value) : null;

        ParameterValue? Find(string name) => parameters.FirstOrDefault(p => p.Name == name).Value;
    }

    private static double Compute(string text, int width, int height, Func<string, double?> parameter, Func<string, double?> fileSize)
    {
        if (text.Length == 0) return 0;
        var formula = new MemoryFormula(text, name => name switch { "frameWidth" => width, "frameHeight" => height, _ => parameter(name) }, fileSize);
        double sum = formula.Sum();
        formula.Next();
        return formula.at == text.Length ? sum : throw formula.Expected("an operator");
    }

    private double Sum()
    {
        double sum = Product();
        while (true)
        {
            if (Takes('+')) sum += Product();
            else if (Takes('-')) sum -= Product();
            else return sum;
        }
    }

    private double Product()
    {
        double product = Term();
        while (true)
        {
            if (Takes('*')) product *= Term();
            else if (Takes('/')) product /= Term();
            else return product;
        }
    }

    private double Term()
    {
        if (Takes('(')) return Closed(Sum());
        int begin = at;
        if (char.IsAsciiDigit(Next())) return Literal();
        string name = Name();
        if (name.Length == 0) throw Expected("a number, a name or (");
        if (!Takes('(')) return number(name) ?? throw Wrong(begin, $"there is no number \"{name}\"");
        return name switch
        {
            "min" => Closed(Math.Min(Sum(), Second())),
            "max" => Closed(Math.Max(Sum(), Second())),
            "sqrt" => Closed(Math.Sqrt(Sum())),
            "size" => Closed(SizeOfFile()),
            _ => throw Wrong(begin, $"there is no function \"{name}\""),
        };
    }

    private double Second() => Takes(',') ? Sum() : throw Expected("a comma");

    private double SizeOfFile()
    {
        Next();
        int begin = at;
        string name = Name();
        return fileSize(name) ?? throw Wrong(begin, $"there is no parameter \"{name}\" that is a file");
    }

    private double Closed(double value) => Takes(')') ? value : throw Expected(")");

    private double Literal()
    {
        int begin = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        return double.TryParse(text.AsSpan(begin, at - begin), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Wrong(begin, $"\"{text[begin..at]}\" is no number");
    }

    private string Name()
    {
        int begin = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return text[begin..at];
    }

    private bool Takes(char wanted)
    {
        if (Next() != wanted) return false;
        at++;
        return true;
    }

    /// <summary>The next character that is no space, at which <see cref="at"/> then is; '\0' at the end.</summary>
    private char Next()
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at < text.Length ? text[at] : '\0';
    }

    private FormatException Expected(string what) => Wrong(at, at < text.Length ? $"{what} is expected instead of '{text[at]}'" : $"{what} is expected behind its end");

    private static FormatException Wrong(int index, string problem) => new(string.Create(CultureInfo.InvariantCulture, $"at character {index + 1}, {problem}"));
}

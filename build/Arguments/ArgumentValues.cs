using System.Globalization;

namespace PluginRender.Build.Arguments;

/// <summary>Reads values by name; collects what is wrong with them and which names there are.</summary>
internal sealed class ArgumentValues(IReadOnlyList<GivenArgument> given, List<string> errors)
{
    private readonly List<string> _names = [];

    /// <summary>The names asked for so far, which are the names there are.</summary>
    public IReadOnlyList<string> Names => _names;

    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { Value: null or "true" } => true,
        { Value: "false" } => false,
        { Value: var value } => Refuse(name, value, "it takes no value", false),
    };

    public int? Integer(string name, int minimum, int maximum) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum
            ? value
            : Refuse<int?>(name, text, $"give a whole number from {minimum} to {maximum}", null);

    public decimal? Number(string name, decimal minimum, decimal maximum) =>
        Text(name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && value >= minimum && value <= maximum
            ? value
            : Refuse<decimal?>(name, text, string.Create(CultureInfo.InvariantCulture, $"give a number from {minimum} to {maximum}"), null);

    /// <summary>One of several words; the first is the default.</summary>
    public T Choice<T>(string name, params (string Word, T Value)[] choices)
    {
        if (Text(name) is not { } text)
            return choices[0].Value;
        foreach ((string word, T value) in choices)
        {
            if (text == word)
                return value;
        }

        return Refuse(name, text, "give one of " + string.Join(", ", choices.Select(choice => choice.Word)), choices[0].Value);
    }

    public string? Text(string name)
    {
        if (Find(name) is not { } argument)
            return null;
        if (string.IsNullOrWhiteSpace(argument.Value))
        {
            errors.Add($"{name} has no value; write {name}=VALUE.");
            return null;
        }

        return argument.Value;
    }

    /// <summary>Whether it is given, in whatever form.</summary>
    public bool Has(string name) => given.Any(argument => argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private GivenArgument? Find(string name)
    {
        _names.Add(name);
        GivenArgument[] found = [.. given.Where(argument => argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (found.Length > 1)
            errors.Add($"{name} is given {found.Length} times; give it once.");
        return found.FirstOrDefault();
    }

    private T Refuse<T>(string name, string? value, string remedy, T instead)
    {
        errors.Add($"{name}={value}: {remedy}.");
        return instead;
    }
}

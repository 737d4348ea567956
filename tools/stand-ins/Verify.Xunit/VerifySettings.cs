// Stands in for Verify.Xunit 31.12.5: the same names and shapes, for the part that tests here use.

using System.Globalization;
using System.Reflection;
using System.Text;
using VerifyXunit;

namespace VerifyTests;

/// <summary>Where a snapshot lies and what is taken out of the text before it is compared.</summary>
public sealed class VerifySettings
{
    private readonly List<Action<StringBuilder>> _scrubbers = [];
    private string? _directory;
    private string? _fileName;
    private string? _typeName;
    private string? _methodName;
    private string? _parametersText;
    private object?[] _parameters = [];

    /// <summary>The defaults.</summary>
    public VerifySettings()
    {
    }

    /// <summary>A copy.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
            return;
        _scrubbers.AddRange(settings._scrubbers);
        (_directory, _fileName, _typeName, _methodName) =
            (settings._directory, settings._fileName, settings._typeName, settings._methodName);
        (_parameters, _parametersText) = (settings._parameters, settings._parametersText);
    }

    /// <summary>Sets the snapshot's folder, relative to the test's source file.</summary>
    public void UseDirectory(string directory) => _directory = directory;

    /// <summary>Sets the snapshot's name, in place of type, method and parameters.</summary>
    public void UseFileName(string fileName) => _fileName = fileName;

    /// <summary>Sets the type's part of the snapshot's name.</summary>
    public void UseTypeName(string name) => _typeName = name;

    /// <summary>Sets the method's part of the snapshot's name.</summary>
    public void UseMethodName(string name) => _methodName = name;

    /// <summary>Adds the values of the test's parameters, in their order, to the snapshot's name.</summary>
    public void UseParameters(params object?[] parameters) => _parameters = parameters;

    /// <summary>Adds a text in place of parameters to the snapshot's name.</summary>
    public void UseTextForParameters(string parametersText) => _parametersText = parametersText;

    /// <summary>Changes the text before it is compared. The scrubber added last runs first.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => _scrubbers.Insert(0, scrubber);

    /// <summary>Removes lines.</summary>
    public void ScrubLines(Func<string, bool> removeLine) => ScrubLinesWithReplace(line => removeLine(line) ? null : line);

    /// <summary>Replaces lines; null removes one.</summary>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine) => AddScrubber(text =>
    {
        string[] kept = [.. text.ToString().Split('\n').Select(replaceLine).OfType<string>()];
        text.Clear().AppendJoin('\n', kept);
    });

    /// <summary>Removes the lines that hold any of the strings, in any case.</summary>
    public void ScrubLinesContaining(params string[] stringToMatch) =>
        ScrubLines(line => stringToMatch.Any(match => line.Contains(match, StringComparison.OrdinalIgnoreCase)));

    internal string Scrub(string text)
    {
        var builder = new StringBuilder(text).Replace("\r\n", "\n").Replace('\r', '\n');
        foreach (Action<StringBuilder> scrubber in _scrubbers)
            scrubber(builder);
        return builder.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }

    internal SnapshotPaths PathsFor(string sourceFile, string extension)
    {
        string folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, _directory ?? string.Empty);
        return new SnapshotPaths(Path.Combine(folder, _fileName ?? NameOfTest()), extension);
    }

    private string NameOfTest()
    {
        MethodInfo method = UseVerifyAttribute.GetMethod();
        Type type = method.ReflectedType!;
        string typeName = type.IsNested ? $"{type.ReflectedType!.Name}.{type.Name}" : type.Name;
        return $"{_typeName ?? typeName}.{_methodName ?? method.Name}{ParametersPart(method)}";
    }

    private string ParametersPart(MethodInfo method)
    {
        if (_parametersText is not null)
            return "_" + _parametersText;
        IEnumerable<string> parts = method.GetParameters().Zip(
            _parameters, (parameter, value) => string.Create(CultureInfo.InvariantCulture, $"_{parameter.Name}={value ?? "null"}"));
        return string.Concat(parts).Replace('/', '-');
    }
}

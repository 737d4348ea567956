using System.Collections.Immutable;
using System.Reflection;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Fills a plugin's parameter record with planned values.</summary>
internal sealed class ParameterBinder(Type record)
{
    private readonly Dictionary<string, PropertyInfo> properties = record.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(p => p.IsDefined(typeof(ParameterAttribute))).ToDictionary(p => ParameterNames.Of(p.Name), StringComparer.Ordinal);

    /// <summary>A new record with the values; a parameter without a value keeps what the record gives it.</summary>
    /// <exception cref="ArgumentException">A value has no parameter or is not of its kind.</exception>
    public object Bind(ImmutableArray<NamedValue> values)
    {
        object bound = Activator.CreateInstance(record)!;
        foreach ((string name, ParameterValue value) in values)
        {
            if (!properties.TryGetValue(name, out PropertyInfo? property)) throw new ArgumentException($"there is no parameter \"{name}\"");
            property.SetValue(bound, Convert(name, value, property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
        }

        return bound;
    }

    private static object Convert(string name, ParameterValue value, Type type) => value switch
    {
        ParameterValue.Number(var number) when type == typeof(double) => number,
        ParameterValue.Number(var number) when type == typeof(float) => (float)number,
        ParameterValue.Integer(var number) when type == typeof(long) => number,
        ParameterValue.Integer(var number and >= int.MinValue and <= int.MaxValue) when type == typeof(int) => (int)number,
        ParameterValue.Boolean(var boolean) when type == typeof(bool) => boolean,
        ParameterValue.Text(var text) when type == typeof(string) => text,
        ParameterValue.Choice(var choice) when type.IsEnum && Array.Find(Enum.GetNames(type), n => ParameterNames.Of(n) == choice) is { } member
            => Enum.Parse(type, member),
        ParameterValue.Color(var color) when type == typeof(RgbColor) => color,
        ParameterValue.Focus(var focus) when type == typeof(FocusPoint) => focus,
        ParameterValue.Place(var place) when type == typeof(PicturePlace) => place,
        ParameterValue.File(var file) when type == typeof(FileReference) => file,
        _ => throw new ArgumentException($"parameter \"{name}\" cannot be {value}"),
    };
}

using System.Reflection;
using Cake.Frosting;

namespace PluginRender.Build.Arguments;

/// <summary>The names that --target takes.</summary>
internal static class TargetNames
{
    public static IReadOnlyList<string> In(Assembly assembly) => [.. Described(assembly).Select(target => target.Name)];

    /// <summary>With what each does, by name.</summary>
    public static IReadOnlyList<(string Name, string Description)> Described(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IFrostingTask)) && !type.IsAbstract)
            .Select(type => (
                Name: type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name,
                Description: type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? ""))
            .OrderBy(target => target.Name, StringComparer.Ordinal),
    ];
}

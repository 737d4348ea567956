using System.Reflection;
using Cake.Frosting;

namespace PluginRender.Build.Arguments;

/// <summary>The names that --target takes.</summary>
internal static class TargetNames
{
    public static IReadOnlyList<string> In(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IFrostingTask)) && !type.IsAbstract)
            .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name)
            .Order(StringComparer.Ordinal),
    ];
}

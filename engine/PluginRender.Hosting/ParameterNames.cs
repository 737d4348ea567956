using System.Text.Json;

namespace PluginRender.Hosting;

/// <summary>The names of parameters and choices in project files.</summary>
internal static class ParameterNames
{
    /// <summary>A property's or enum member's name in camelCase.</summary>
    public static string Of(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);
}

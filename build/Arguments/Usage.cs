using System.Reflection;
using Cake.Frosting;

namespace PluginRender.Build.Arguments;

/// <summary>What --help and --version say.</summary>
internal static class Usage
{
    private const int Width = 100;

    /// <param name="assembly">Where the targets are.</param>
    /// <param name="names">The arguments that there are.</param>
    public static IEnumerable<string> Help(Assembly assembly, IReadOnlyList<string> names)
    {
        yield return "./build.sh --target=NAME [--argument=VALUE ...]";
        yield return "";
        foreach ((string name, string description) in TargetNames.Described(assembly)) yield return $"  {name,-12} {description}";
        yield return "";
        yield return "Arguments, which README.md explains:";
        string line = " ";
        foreach (string name in names)
        {
            if (line.Length + name.Length >= Width)
            {
                yield return line;
                line = " ";
            }

            line += " " + name;
        }

        yield return line;
        yield return "  --verbosity=quiet|minimal|normal|verbose|diagnostic; Cake's --tree, --dryrun, --exclusive, --info";
    }

    /// <param name="assembly">The program.</param>
    public static string Version(Assembly assembly)
        => $"PluginRender {VersionOf(assembly)}, Cake.Frosting {VersionOf(typeof(IFrostingTask).Assembly)}, .NET {Environment.Version}";

    private static string VersionOf(Assembly assembly)
        => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version!.ToString();
}

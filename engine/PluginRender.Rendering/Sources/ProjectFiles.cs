using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>Finds what a project or a plan names, within the bounds of the project's folder.</summary>
/// <param name="folder">The project's folder.</param>
/// <param name="allowOutside">Whether files may lie outside it.</param>
public sealed class ProjectFiles(string folder, bool allowOutside)
{
    /// <summary>The project with the hashes of the files that its effects read.</summary>
    /// <exception cref="ModelException">One is not there, or lies outside.</exception>
    public RenderProject Hashed(RenderProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.Segments.SelectMany(s => s.Effects).Any(e => e.Parameters.Any(p => p.Value is ParameterValue.File))
            ? project with
            {
                Segments = [.. project.Segments.Select(s => s with
                {
                    Effects = [.. s.Effects.Select(e => e with { Parameters = With(e.Parameters, f => f with { Sha256 = HashOf(Find(f.Path)) }) })],
                })],
            }
            : project;
    }

    /// <summary>Parameters with files as they are on this machine, which must be those that were planned.</summary>
    /// <exception cref="ModelException">One is not there, lies outside, or is another.</exception>
    public ImmutableArray<NamedValue> Located(ImmutableArray<NamedValue> parameters) => With(parameters, planned =>
    {
        string path = Find(planned.Path);
        string found = HashOf(path);
        return found == planned.Sha256
            ? planned with { Path = path }
            : throw new ModelException(path, $"it is another than was planned (SHA-256 {planned.Sha256[..8]} -> {found[..8]})", "bring it back, or plan the project again");
    });

    /// <summary>
    /// The file that a relative path means, links resolved; null where it lies outside. A plan may come from anywhere, and a link
    /// may lead elsewhere since it was made: the folder's bounds hold here too.
    /// </summary>
    internal string? Locate(string relative)
    {
        string path = Path.GetFullPath(Path.Combine(folder, relative));
        if (allowOutside) return path;
        string root = RealPath.Of(Path.GetFullPath(folder)) ?? folder;
        return RealPath.Of(path) is { } real && RealPath.IsBelow(root, real) ? real : null;
    }

    /// <summary>The bytes of a file; 0 where it cannot be found, which whoever reads it will say.</summary>
    internal long LengthOf(string relative) => Locate(relative) is { } path && new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private string Find(string relative)
    {
        if (Locate(relative) is not { } path) throw new ModelException(Path.Combine(folder, relative), "it lies outside the project's folder", "move it below the folder, or give --allow-outside");
        // A pipe or a device has no length; reading one might never end.
        return new FileInfo(path) switch
        {
            { Exists: false } => throw ModelException.Missing(path),
            { Length: 0 } => throw new ModelException(path, "it is empty", "give the file that the effect asks for"),
            _ => path,
        };
    }

    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static ImmutableArray<NamedValue> With(ImmutableArray<NamedValue> parameters, Func<FileReference, FileReference> change)
        => [.. parameters.Select(p => p.Value is ParameterValue.File file ? p with { Value = new ParameterValue.File(change(file.Value)) } : p)];
}

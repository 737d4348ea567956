using System.Xml.Linq;

namespace PluginRender.Architecture.Tests;

/// <param name="Path">Relative to the root.</param>
/// <param name="References">Names of the projects, packages and stand-ins it refers to.</param>
internal sealed record ProjectFile(string Path, IReadOnlyList<Reference> References)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ProjectFile Read(string path)
    {
        string full = System.IO.Path.Combine(Repository.Root, path);
        var references = new List<Reference>();
        Collect(XDocument.Load(full).Root!, System.IO.Path.GetDirectoryName(full)!, references);
        return new ProjectFile(path, references);
    }

    private static void Collect(XElement root, string folder, List<Reference> into)
    {
        foreach (XElement element in root.Descendants())
        {
            string? include = (string?)element.Attribute("Include");
            switch (element.Name.LocalName)
            {
                // Built along but not compiled against: no import.
                case "ProjectReference" when (string?)element.Attribute("ReferenceOutputAssembly") == "false":
                    break;
                case "ProjectReference" when include is not null:
                    into.Add(new Reference(ReferenceKind.Project, System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))));
                    break;
                case "PackageReference" when include is not null:
                    into.Add(new Reference(ReferenceKind.Package, include));
                    break;
                case "StandInReference" when include is not null:
                    into.Add(new Reference(ReferenceKind.Package, include));
                    break;
                case "Import":
                    // Such as plugins/BuiltInEffects.props: what it refers to, the project refers to.
                    string imported = System.IO.Path.Combine(folder, (string?)element.Attribute("Project") ?? "");
                    if (File.Exists(imported))
                        Collect(XDocument.Load(imported).Root!, System.IO.Path.GetDirectoryName(imported)!, into);
                    break;
            }
        }
    }
}

internal enum ReferenceKind
{
    Project,
    Package,
}

internal readonly record struct Reference(ReferenceKind Kind, string Name);

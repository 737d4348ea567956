using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Reads the effects of one plugin's assembly from its bytes.</summary>
/// <remarks>
/// Metadata's handles and definitions are structures: sequences of them go through loops, since what the framework makes of a
/// query over structures is compiled anew in every process that reads plugins.
/// </remarks>
internal sealed class PluginMetadata
{
    private readonly string plugin;
    private readonly string path;
    private readonly string hash;
    private readonly MetadataReader reader;
    private readonly MetadataTypeProvider types;
    private readonly ImmutableArray<string>.Builder problems;

    private PluginMetadata(string plugin, string path, string hash, MetadataReader reader, ImmutableArray<string>.Builder problems)
    {
        this.plugin = plugin;
        this.path = path;
        this.hash = hash;
        this.reader = reader;
        this.problems = problems;
        types = new MetadataTypeProvider(reader);
    }

    /// <summary>The plugin's usable effects; null when the assembly as a whole cannot be used.</summary>
    public static ImmutableArray<CatalogedEffect>? Read(string plugin, string path, Lazy<PluginContent> content, ImmutableArray<string>.Builder problems)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            using var file = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
            if (!file.HasMetadata) throw new BadImageFormatException("it has no .NET metadata");
            var metadata = new PluginMetadata(plugin, path, content.Value.Hash, file.GetMetadataReader(), problems);
            return metadata.IsCompatible() ? metadata.ReadEffects() : null;
        }
        catch (Exception e)
        {
            // Of any type: the bytes are anyone's, and damage surfaces as whatever decoding trips over, down to
            // OutOfMemoryException for an attribute that claims an array of two billion elements.
            problems.Add($"plugin {plugin}: {path} cannot be read as a .NET assembly ({e.Message}): build the plugin again or remove it");
            return null;
        }
    }

    private bool IsCompatible()
    {
        Version host = typeof(Effect).Assembly.GetName().Version!;
        Version? built = SdkVersion();
        if (built is null)
            problems.Add($"plugin {plugin}: it does not refer to PluginRender.Sdk: build it against version {host.ToString(2)}");
        else if (built.Major != host.Major || built.Minor > host.Minor)
        {
            string remedy = built > host ? "update PluginRender, or build the plugin" : "build the plugin";
            problems.Add($"plugin {plugin}: it was built against PluginRender.Sdk {built.ToString(2)} and this is {host.ToString(2)}: "
                + $"{remedy} against {host.Major}.0 to {host.ToString(2)}");
        }
        else return true;
        return false;
    }

    private Version? SdkVersion()
    {
        foreach (AssemblyReferenceHandle handle in reader.AssemblyReferences)
        {
            AssemblyReference reference = reader.GetAssemblyReference(handle);
            if (reader.GetString(reference.Name) == "PluginRender.Sdk") return reference.Version;
        }

        return null;
    }

    private ImmutableArray<CatalogedEffect> ReadEffects()
    {
        var found = new Dictionary<string, CatalogedEffect>(StringComparer.Ordinal);
        bool any = false;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (SdkAttribute.Find(reader, types, type.GetCustomAttributes(), nameof(EffectAttribute)) is not { } attribute) continue;
            any = true;
            if (ReadEffect(type, attribute) is { } effect && !found.TryAdd(effect.Descriptor.Id, effect))
                Report(effect.Descriptor.Id, $"{found[effect.Descriptor.Id].TypeName} and {effect.TypeName} both have this id", "rename one");
        }

        if (!any) problems.Add($"plugin {plugin}: it has no class with [Effect]: add one or remove the plugin");
        return [.. found.Values.OrderBy(effect => effect.Descriptor.Id, StringComparer.Ordinal)];
    }

    private CatalogedEffect? ReadEffect(TypeDefinition type, SdkAttribute attribute)
    {
        int before = problems.Count;
        string typeName = MetadataType.FullName(reader, type);
        string id = attribute.Text(0), version = attribute.Text(1);
        string shown = id.Length == 0 ? $"\"\" ({typeName})" : id;
        if (!IsId(id)) Report(shown, $"\"{id}\" is no id", "use lower-case letters, digits and single hyphens, such as \"film-grain\"");
        if (!IsVersion(version)) Report(shown, $"\"{version}\" is no version", "give three numbers, such as \"1.0.0\"");
        PixelAccess? access = AccessOf(type);
        if (access is null)
        {
            Report(shown, $"{typeName} does not derive from an effect class of PluginRender.Sdk",
                "derive it, or a base class in the same assembly, from PointEffect, NeighborhoodEffect, FrameEffect or SourceEffect");
        }

        if ((type.Attributes & TypeAttributes.Abstract) != 0 || type.GetGenericParameters().Count > 0)
            Report(shown, $"{typeName} is abstract or generic", "put [Effect] on a class that can be created");
        ImmutableArray<ParameterDescriptor> parameters = ReadParameters(shown, type, typeName);
        EffectMemory? memory = MemoryOf(shown, type, parameters);
        if (problems.Count > before) return null;

        Concurrency concurrency = attribute.Named(nameof(EffectAttribute.Concurrency)) is int declared ? (Concurrency)declared : Concurrency.Unsafe;
        Determinism determinism = attribute.Named(nameof(EffectAttribute.Determinism)) is int promised ? (Determinism)promised : Determinism.None;
        string summary = attribute.Named(nameof(EffectAttribute.Summary)) as string ?? "";
        return new CatalogedEffect(
            new EffectDescriptor(id, version, summary, access!.Value, concurrency, determinism, parameters, plugin, hash)
            {
                UsesSubjectMask = attribute.Named(nameof(EffectAttribute.UsesSubjectMask)) is true,
                Memory = memory,
            },
            typeName);
    }

    private EffectMemory? MemoryOf(string effect, TypeDefinition type, ImmutableArray<ParameterDescriptor> parameters)
    {
        if (SdkAttribute.Find(reader, types, type.GetCustomAttributes(), nameof(EffectMemoryAttribute)) is not { } attribute) return null;
        string instance = attribute.Named(nameof(EffectMemoryAttribute.Instance)) as string ?? "", call = attribute.Named(nameof(EffectMemoryAttribute.Call)) as string ?? "";
        int process = attribute.Named(nameof(EffectMemoryAttribute.ProcessMiB)) as int? ?? 0, libraries = attribute.Named(nameof(EffectMemoryAttribute.LibraryMiB)) as int? ?? 0;
        foreach (string formula in (string[])[instance, call])
        {
            if (MemoryFormula.Problem(formula, parameters) is { } problem) Report(effect, $"its memory \"{formula}\" cannot be computed: {problem}", MemoryFormula.Allowed);
        }

        if (process < 0 || libraries < 0) Report(effect, $"it states {Math.Min(process, libraries)} MiB of memory", "give 0 or more");
        return new EffectMemory(instance, call, process, libraries, LibraryOf());
    }

    /// <summary>What plugins share is in a process once, whoever brings it.</summary>
    private string LibraryOf()
    {
        string[] shared = [.. SharedLibraries.UsedBy(path).Select(SharedLibraries.NameOf)];
        return shared.Length > 0 ? string.Join(' ', shared) : plugin;
    }

    private ImmutableArray<ParameterDescriptor> ReadParameters(string effect, TypeDefinition type, string typeName)
    {
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            if (reader.GetString(method.Name) != ".ctor" || (method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public) continue;
            ImmutableArray<MetadataType> arguments = method.DecodeSignature(types, null).ParameterTypes;
            if (arguments.Length != 2 || arguments[0].Definition.IsNil || arguments[1].SdkName != nameof(EffectContext)) continue;
            return new ParameterMetadata(reader, types, (problem, remedy) => Report(effect, problem, remedy)).Read(arguments[0].Definition);
        }

        Report(effect, $"{typeName} has no usable constructor",
            "give it a public one that takes its parameter record, of the same assembly, and an EffectContext");
        return [];
    }

    /// <summary>
    /// Bases in other assemblies are not followed, that would mean resolving, as loading does: the Sdk's are known, and those
    /// of the kernels.
    /// </summary>
    private PixelAccess? AccessOf(TypeDefinition type)
    {
        EntityHandle outside = types.Lineage(type)[^1].BaseType;
        if (outside.IsNil) return null;
        MetadataType parent = types.Get(outside);
        if (parent.Assembly == "PluginRender.Kernels")
        {
            return parent.Name switch
            {
                "PluginRender.Kernels.Pointwise.OperationEffect" => PixelAccess.Point,
                "PluginRender.Kernels.Sampling.WindowEffect" => PixelAccess.Source,
                _ => null,
            };
        }

        return parent.SdkName switch
        {
            nameof(PointEffect) or "PixelEffect" or "RowEffect" => PixelAccess.Point,
            nameof(NeighborhoodEffect) => PixelAccess.Neighborhood,
            nameof(FrameEffect) => PixelAccess.Frame,
            nameof(SourceEffect) => PixelAccess.Source,
            _ => null,
        };
    }

    private static bool IsId(string id)
        => id.Length > 0 && id.Split('-').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    private static bool IsVersion(string version)
        => version.Split('.') is { Length: 3 } numbers && numbers.All(n => n.Length is > 0 and < 10 && n.All(char.IsAsciiDigit));

    private void Report(string effect, string problem, string remedy) => problems.Add($"effect {effect} of plugin {plugin}: {problem}: {remedy}");
}

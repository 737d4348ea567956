using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace PluginRender.Hosting;

/// <summary>A type as metadata names it.</summary>
/// <param name="Name">Namespace and name, nested types after '+'; for primitive types the <see cref="PrimitiveTypeCode"/>.</param>
/// <param name="Assembly">The assembly it is referred to in; null for primitives and for types defined here.</param>
/// <param name="Definition">Where it is defined, when it is in the assembly being read; otherwise nil.</param>
internal sealed record MetadataType(string Name, string? Assembly = null, TypeDefinitionHandle Definition = default)
{
    private const string Sdk = "PluginRender.Sdk";

    /// <summary>The name without namespace and generic arity when the type is the Sdk's, otherwise null.</summary>
    public string? SdkName => Assembly == Sdk && Name.StartsWith(Sdk + ".", StringComparison.Ordinal) ? Name[(Sdk.Length + 1)..].Split('`')[0] : null;

    /// <exception cref="BadImageFormatException">Types are nested in each other.</exception>
    public static string FullName(MetadataReader reader, TypeDefinition type)
    {
        string nested = "";
        for (int depth = 0; depth < 64; depth++)
        {
            string name = reader.GetString(type.Name) + nested;
            if (type.GetDeclaringType() is not { IsNil: false } outer) return Qualified(reader.GetString(type.Namespace), name);
            nested = "+" + name;
            type = reader.GetTypeDefinition(outer);
        }

        throw new BadImageFormatException("its types are nested without end");
    }

    public static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}

/// <summary>Turns signatures and attribute arguments into <see cref="MetadataType"/>s without resolving any assembly.</summary>
internal sealed class MetadataTypeProvider(MetadataReader metadata) : ISignatureTypeProvider<MetadataType, object?>, ICustomAttributeTypeProvider<MetadataType>
{
    /// <summary>The definition and its bases in this assembly, from the type up; what the last one derives from is elsewhere.</summary>
    /// <exception cref="BadImageFormatException">A type derives from itself.</exception>
    public IReadOnlyList<TypeDefinition> Lineage(TypeDefinition type)
    {
        var lineage = new List<TypeDefinition> { type };
        while (!type.BaseType.IsNil && Get(type.BaseType).Definition is { IsNil: false } parent)
        {
            lineage.Add(type = metadata.GetTypeDefinition(parent));
            if (lineage.Count > metadata.TypeDefinitions.Count) throw new BadImageFormatException("a type of it derives from itself");
        }

        return lineage;
    }

    public MetadataType Get(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(metadata, (TypeDefinitionHandle)type, 0),
        HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)type, 0),
        HandleKind.TypeSpecification => GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)type, 0),
        _ => new MetadataType("?"),
    };

    public MetadataType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        => new(MetadataType.FullName(reader, reader.GetTypeDefinition(handle)), null, handle);

    public MetadataType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = MetadataType.Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.AssemblyReference:
                return new MetadataType(name, reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name));
            case HandleKind.TypeReference:
                MetadataType outer = GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind);
                return outer with { Name = $"{outer.Name}+{name}" };
            default:
                return new MetadataType(name);
        }
    }

    public MetadataType GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public MetadataType GetTypeFromSerializedName(string name)
    {
        string[] parts = name.Split(',', 3, StringSplitOptions.TrimEntries);
        if (parts.Length > 1 && parts[1] != metadata.GetString(metadata.GetAssemblyDefinition().Name)) return new MetadataType(parts[0], parts[1]);
        TypeDefinitionHandle here = metadata.TypeDefinitions.FirstOrDefault(h => MetadataType.FullName(metadata, metadata.GetTypeDefinition(h)) == parts[0]);
        return new MetadataType(parts[0], null, here);
    }

    /// <remarks>Attribute arguments of enum type are stored without their width; enums elsewhere are taken for 32 bits, as the Sdk's are.</remarks>
    public PrimitiveTypeCode GetUnderlyingEnumType(MetadataType type)
    {
        if (type.Definition.IsNil) return PrimitiveTypeCode.Int32;
        FieldDefinition value = metadata.GetTypeDefinition(type.Definition).GetFields().Select(metadata.GetFieldDefinition)
            .First(f => (f.Attributes & FieldAttributes.Static) == 0);
        string name = value.DecodeSignature(this, null).Name;
        return name == nameof(PrimitiveTypeCode.Int32) ? PrimitiveTypeCode.Int32 : Enum.Parse<PrimitiveTypeCode>(name);
    }

    /// <remarks>Those that parameters and attributes have by name: asking an enumeration takes a sort of all its names first.</remarks>
    public MetadataType GetPrimitiveType(PrimitiveTypeCode typeCode) => new(typeCode switch
    {
        PrimitiveTypeCode.Void => nameof(PrimitiveTypeCode.Void),
        PrimitiveTypeCode.Boolean => nameof(PrimitiveTypeCode.Boolean),
        PrimitiveTypeCode.Int32 => nameof(PrimitiveTypeCode.Int32),
        PrimitiveTypeCode.Int64 => nameof(PrimitiveTypeCode.Int64),
        PrimitiveTypeCode.Single => nameof(PrimitiveTypeCode.Single),
        PrimitiveTypeCode.Double => nameof(PrimitiveTypeCode.Double),
        PrimitiveTypeCode.String => nameof(PrimitiveTypeCode.String),
        PrimitiveTypeCode.Object => nameof(PrimitiveTypeCode.Object),
        _ => typeCode.ToString(),
    });

    public MetadataType GetSystemType() => new("System.Type", "System.Runtime");

    public bool IsSystemType(MetadataType type) => type.Name == "System.Type";

    public MetadataType GetSZArrayType(MetadataType elementType) => Made(elementType, "[]");

    public MetadataType GetArrayType(MetadataType elementType, ArrayShape shape) => Made(elementType, "[,]");

    public MetadataType GetByReferenceType(MetadataType elementType) => Made(elementType, "&");

    public MetadataType GetPointerType(MetadataType elementType) => Made(elementType, "*");

    public MetadataType GetFunctionPointerType(MethodSignature<MetadataType> signature) => new("delegate*");

    public MetadataType GetGenericInstantiation(MetadataType genericType, ImmutableArray<MetadataType> typeArguments) => genericType;

    public MetadataType GetGenericMethodParameter(object? genericContext, int index) => new("!!" + index);

    public MetadataType GetGenericTypeParameter(object? genericContext, int index) => new("!" + index);

    public MetadataType GetModifiedType(MetadataType modifier, MetadataType unmodifiedType, bool isRequired) => unmodifiedType;

    public MetadataType GetPinnedType(MetadataType elementType) => elementType;

    private static MetadataType Made(MetadataType element, string suffix) => new(element.Name + suffix, element.Assembly);
}

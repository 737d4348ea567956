using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Reads the parameters that a parameter record declares, those of base records first.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="report">Takes a problem and its remedy.</param>
internal sealed class ParameterMetadata(MetadataReader reader, MetadataTypeProvider types, Action<string, string> report)
{
    public ImmutableArray<ParameterDescriptor> Read(TypeDefinitionHandle record)
    {
        TypeDefinition type = reader.GetTypeDefinition(record);
        if (!IsCreatable(type))
            report($"{MetadataType.FullName(reader, type)} cannot be created", "make the parameters a class with a public constructor without arguments");

        var found = ImmutableArray.CreateBuilder<ParameterDescriptor>();
        IReadOnlyList<TypeDefinition> lineage = types.Lineage(type);
        for (int i = lineage.Count - 1; i >= 0; i--)
        {
            foreach (PropertyDefinitionHandle handle in lineage[i].GetProperties()) Add(reader.GetPropertyDefinition(handle), found);
        }

        return found.ToImmutable();
    }

    private void Add(PropertyDefinition property, ImmutableArray<ParameterDescriptor>.Builder found)
    {
        if (SdkAttribute.Find(reader, types, property.GetCustomAttributes(), nameof(ParameterAttribute)) is not { } attribute) return;
        if (ReadParameter(property, attribute) is not { } parameter) return;
        if (found.Any(p => p.Name == parameter.Name)) report($"parameter \"{parameter.Name}\" is declared twice", "rename one");
        else found.Add(parameter);
    }

    private bool IsCreatable(TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.Abstract) != 0 || type.GetGenericParameters().Count > 0) return false;
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            if (reader.GetString(method.Name) == ".ctor" && (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                && method.DecodeSignature(types, null).ParameterTypes.IsEmpty) return true;
        }

        return false;
    }

    private ParameterDescriptor? ReadParameter(PropertyDefinition property, SdkAttribute attribute)
    {
        string name = ParameterNames.Of(reader.GetString(property.Name));
        MetadataType type = property.DecodeSignature(types, null).ReturnType;
        ImmutableArray<EnumMember> members = MembersOf(type);
        if (KindOf(type, members) is not { } kind)
        {
            report($"parameter \"{name}\" is of type {type.Name}", "use double, int, long, bool, string, an enum of the plugin, RgbColor, FocusPoint, PicturePlace or FileReference");
            return null;
        }

        if (property.GetAccessors().Setter.IsNil) report($"parameter \"{name}\" cannot be set", "give the property an init accessor");
        (double least, double greatest) = Range(type, attribute);
        if (!(least <= greatest)) report(Invariant($"parameter \"{name}\" has the range {least} to {greatest}"), "give Minimum and Maximum in order");
        var parameter = new ParameterDescriptor(
            name, kind, attribute.Text(0), null, least, greatest,
            attribute.Named(nameof(ParameterAttribute.Unit)) as string ?? "", [.. members.Select(m => m.Name)]);
        return parameter with { Default = DefaultOf(parameter, members, attribute.Named(nameof(ParameterAttribute.Default))) };
    }

    private ParameterValue? DefaultOf(ParameterDescriptor parameter, ImmutableArray<EnumMember> members, object? constant)
    {
        if (constant is null) return null;
        if (members.FirstOrDefault(m => m.Value.Equals(constant)) is { } member) constant = member.Name;
        ParameterValue? value = DefaultConstant.Convert(parameter, constant);
        double number = value switch { ParameterValue.Number n => n.Value, ParameterValue.Integer i => i.Value, _ => double.NaN };
        if (value is null || number < parameter.Minimum || number > parameter.Maximum)
        {
            string shown = constant is string text ? $"\"{text}\"" : Convert.ToString(constant, CultureInfo.InvariantCulture)!;
            report($"parameter \"{parameter.Name}\" has the default {shown}", $"give {ParameterForm.Describe(parameter)}");
        }

        return value;
    }

    private ParameterKind? KindOf(MetadataType type, ImmutableArray<EnumMember> members) => (type.SdkName ?? type.Name) switch
    {
        _ when !members.IsEmpty => ParameterKind.Choice,
        nameof(PrimitiveTypeCode.Double) or nameof(PrimitiveTypeCode.Single) => ParameterKind.Number,
        nameof(PrimitiveTypeCode.Int32) or nameof(PrimitiveTypeCode.Int64) => ParameterKind.Integer,
        nameof(PrimitiveTypeCode.Boolean) => ParameterKind.Boolean,
        nameof(PrimitiveTypeCode.String) => ParameterKind.Text,
        nameof(RgbColor) => ParameterKind.Color,
        nameof(FocusPoint) => ParameterKind.Focus,
        nameof(PicturePlace) => ParameterKind.Place,
        nameof(FileReference) => ParameterKind.File,
        _ => null,
    };

    /// <summary>A range never exceeds what the property's type holds, so that every value in it can be bound.</summary>
    private static (double Least, double Greatest) Range(MetadataType type, SdkAttribute attribute)
    {
        double least = attribute.Named(nameof(ParameterAttribute.Minimum)) is double minimum ? minimum : double.NegativeInfinity;
        double greatest = attribute.Named(nameof(ParameterAttribute.Maximum)) is double maximum ? maximum : double.PositiveInfinity;
        return type.Name == nameof(PrimitiveTypeCode.Int32) ? (Math.Max(least, int.MinValue), Math.Min(greatest, int.MaxValue)) : (least, greatest);
    }

    private ImmutableArray<EnumMember> MembersOf(MetadataType type)
    {
        if (type.Definition.IsNil) return [];
        TypeDefinition definition = reader.GetTypeDefinition(type.Definition);
        if (definition.BaseType.IsNil || types.Get(definition.BaseType).Name != "System.Enum") return [];
        var members = ImmutableArray.CreateBuilder<EnumMember>();
        foreach (FieldDefinitionHandle handle in definition.GetFields())
        {
            FieldDefinition field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Literal) != 0) members.Add(new EnumMember(ParameterNames.Of(reader.GetString(field.Name)), Constant(field)));
        }

        return members.ToImmutable();
    }

    private object Constant(FieldDefinition field)
    {
        Constant constant = reader.GetConstant(field.GetDefaultValue());
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)!;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record EnumMember(string Name, object Value);
}

using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace PluginRender.Hosting;

/// <summary>The arguments of one of the Sdk's attributes, as written in metadata.</summary>
internal sealed class SdkAttribute
{
    private readonly ImmutableArray<CustomAttributeTypedArgument<MetadataType>> positional;
    private readonly ImmutableArray<CustomAttributeNamedArgument<MetadataType>> named;

    private SdkAttribute(CustomAttributeValue<MetadataType> value)
    {
        positional = value.FixedArguments;
        named = value.NamedArguments;
    }

    /// <summary>The attribute with the Sdk name, or null.</summary>
    public static SdkAttribute? Find(MetadataReader reader, MetadataTypeProvider types, CustomAttributeHandleCollection attributes, string sdkName)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference) continue;
            EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (types.Get(type).SdkName == sdkName) return new SdkAttribute(attribute.DecodeValue(types));
        }

        return null;
    }

    public string Text(int index) => index < positional.Length ? positional[index].Value as string ?? "" : "";

    /// <summary>A named argument's value, boxed, or null.</summary>
    public object? Named(string name)
    {
        foreach (CustomAttributeNamedArgument<MetadataType> argument in named)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;

namespace PluginRender.Sdk.Testing.Tests.Api;

/// <summary>The public surface of an assembly as text, a member a line, sorted: a change of it is seen in review.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Kind(type)} {Name(type)}{Parents(type)}\n");
            foreach (string member in type.GetMembers(Declared).Select(Member).OfType<string>().Order(StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"  {member}\n");
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => type.IsSealed ? "sealed class" : "class",
    };

    private static string Parents(Type type)
    {
        string[] parents = [.. new[] { type.BaseType }.OfType<Type>().Where(t => t != typeof(object) && t != typeof(ValueType) && t != typeof(Enum)).Concat(type.IsEnum ? [] : type.GetInterfaces()).Select(Name).Order(StringComparer.Ordinal)];
        return parents.Length == 0 ? "" : " : " + string.Join(", ", parents);
    }

    private static string? Member(MemberInfo member) => member switch
    {
        FieldInfo field when field.IsPublic && field.IsLiteral => $"const {Name(field.FieldType)} {field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field when field.IsPublic && !field.IsSpecialName => $"field {Name(field.FieldType)} {field.Name}",
        ConstructorInfo constructor when IsSeen(constructor) => $"{Access(constructor)}constructor({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) => $"{Access(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method)
        => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Parameters(MethodBase method)
        => string.Join(", ", method.GetParameters().Select(p => $"{(p.IsOut ? "out " : p.IsIn ? "in " : "")}{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray) return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        if (type.IsGenericParameter) return type.Name;
        string name = (type.DeclaringType is { } outer ? Name(outer) + "." : type.Namespace is "System" or "PluginRender.Sdk" or null ? "" : type.Namespace + ".") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}

using System.Reflection;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>
/// What the engine uses of the bindings: the names in the binding generator's wanted.txt and the enums that these mention.
/// The genuine package declares much more, for libraries and headers that are not needed here.
/// </summary>
internal static class UsedNames
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public;
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[][] Lines = [.. ReadLines()];

    public static IReadOnlyList<(MethodInfo Method, string Library)> Functions { get; } =
        [.. Lines.Where(l => l[0] is not ("struct" or "enum" or "macro" or "computed")).Select(l => (Found(typeof(ffmpeg).GetMethod(l[1], Static), l[1]), l[0]))];

    public static IReadOnlyList<FieldInfo> Constants { get; } = FieldsNamed("macro");

    /// <summary>Macros that the bindings do not have as constants.</summary>
    public static IReadOnlyList<FieldInfo> Computed { get; } = FieldsNamed("computed");

    public static IReadOnlyList<Type> Structs { get; } = TypesNamed("struct");

    /// <summary>The named ones and those of the fields, parameters and results.</summary>
    public static IReadOnlyList<Type> Enums { get; } =
    [
        .. TypesNamed("enum")
            .Concat(Structs.SelectMany(FieldsOf).Select(f => Bare(f.FieldType)))
            .Concat(Functions.SelectMany(f => f.Method.GetParameters()).Select(p => Bare(p.ParameterType)))
            .Concat(Functions.Select(f => Bare(f.Method.ReturnType)))
            .Where(t => t.IsEnum).Distinct(),
    ];

    public static FieldInfo[] FieldsOf(Type type) => type.GetFields(Fields);

    private static Type Bare(Type type) => type.HasElementType ? Bare(type.GetElementType()!) : type;

    private static FieldInfo[] FieldsNamed(string kind)
        => [.. Lines.Where(l => l[0] == kind).Select(l => Found(typeof(ffmpeg).GetField(l[1], Static), l[1]))];

    private static Type[] TypesNamed(string kind)
        => [.. Lines.Where(l => l[0] == kind).Select(l => Found(typeof(ffmpeg).Assembly.GetType($"FFmpeg.AutoGen.{l[1]}"), l[1]))];

    private static T Found<T>(T? declaration, string name)
        => declaration ?? throw new InvalidOperationException($"the bindings do not declare {name}");

    private static IEnumerable<string[]> ReadLines()
    {
        using Stream list = typeof(UsedNames).Assembly.GetManifestResourceStream("wanted.txt")!;
        using var reader = new StreamReader(list);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split(' ');
    }
}

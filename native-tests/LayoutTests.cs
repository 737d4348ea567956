using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

/// <summary>The C# declarations against the installed headers; no number here is copied by hand.</summary>
public class LayoutTests
{
    [FactNeeding(Need.FFmpegHeaders)]
    public void Struct_SizeAndEveryField_MatchTheHeaders()
    {
        var checks = new List<(string Expression, long Value)>();
        foreach (Type type in UsedNames.Structs)
        {
            checks.Add(($"sizeof({type.Name})", SizeOf(type)));
            foreach (FieldInfo field in UsedNames.FieldsOf(type))
            {
                checks.Add(($"offsetof({type.Name}, {field.Name})", OffsetOf(field)));
                checks.Add(($"sizeof((({type.Name} *)0)->{field.Name})", SizeOf(field.FieldType)));
            }
        }

        AssertMatches(checks, atLeast: 500);
    }

    [FactNeeding(Need.FFmpegHeaders)]
    public void Enum_SizeAndEveryMember_MatchTheHeaders()
    {
        var checks = new List<(string Expression, long Value)>();
        foreach (Type type in UsedNames.Enums)
        {
            checks.Add(($"sizeof(enum {type.Name})", SizeOf(type)));
            foreach (FieldInfo member in type.GetFields(BindingFlags.Static | BindingFlags.Public))
                checks.Add((member.Name, Convert.ToInt64(member.GetRawConstantValue(), CultureInfo.InvariantCulture)));
        }

        AssertMatches(checks, atLeast: 800);
    }

    [FactNeeding(Need.FFmpegHeaders)]
    public void Macro_EveryOne_MatchesTheHeaders()
        => AssertMatches([.. UsedNames.Constants.Concat(UsedNames.Computed).Select(f => (f.Name, Convert.ToInt64(f.GetValue(null), CultureInfo.InvariantCulture)))], atLeast: 40);

    [Fact]
    public void Macro_ComputedOnes_AreTheOnlyThatAreNoConstants()
    {
        Assert.All(UsedNames.Constants, f => Assert.True(f.IsLiteral, f.Name));
        Assert.All(UsedNames.Computed, f => Assert.True(f.IsInitOnly, f.Name));
    }

    [Fact]
    public void Probe_NoCompiler_FailsAndNamesThePackages()
    {
        var e = Assert.Throws<InvalidOperationException>(() => HeaderProbe.Evaluate(["1"], compiler: "gcc-that-is-not-there"));
        Assert.Contains("gcc libavcodec-dev libavformat-dev libavutil-dev libswscale-dev", e.Message, StringComparison.Ordinal);
    }

    private static void AssertMatches(List<(string Expression, long Value)> checks, int atLeast)
    {
        // A filter that matches nothing must not pass.
        Assert.True(checks.Count >= atLeast, $"only {checks.Count} checks, at least {atLeast} are expected");
        long[] headers = HeaderProbe.Evaluate([.. checks.Select(c => c.Expression)]);
        Assert.Equal(checks.Count, headers.Length);
        string[] wrong = [.. checks.Zip(headers).Where(p => p.First.Value != p.Second).Select(p => $"{p.First.Expression}: headers {p.Second}, C# {p.First.Value}")];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {checks.Count} differ; regenerate with tools/BindingGenerator\n{string.Join('\n', wrong)}");
    }

    // Marshal.SizeOf and OffsetOf describe the marshalled form, not the memory that unsafe code reads.
    private static long SizeOf(Type type) => Emit(il => il.Emit(OpCodes.Sizeof, type));

    private static long OffsetOf(FieldInfo field) => Emit(il =>
    {
        LocalBuilder local = il.DeclareLocal(field.DeclaringType!);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Sub);
    });

    private static long Emit(Action<ILGenerator> body)
    {
        var method = new DynamicMethod("Measure", typeof(long), Type.EmptyTypes, typeof(LayoutTests).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        body(il);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<long>>()();
    }
}

using System.Text.RegularExpressions;

namespace PluginRender.Architecture.Tests;

/// <summary>What sources may not say, and where.</summary>
public class SourceRules
{
    private const int MostLines = 400;

    private const string InexactFunction =
        @"\bMathF?\.(Pow|Exp|Log|Log2|Log10|Sin|Cos|SinCos|Tan|Asin|Acos|Atan|Atan2|Sinh|Cosh|Tanh|Cbrt)\b"
        + @"|\bVector(2|3|4|\d{3})?\.(Lerp|Distance|DistanceSquared|Length|Normalize|Dot|Exp|Log|Sin|Cos)\b|\w+Estimate\(";

    [Fact]
    public void PInvoke_OutsideMediaAndTheBindings_DoesNotOccur()
        => Refuse(
            @"\b(DllImport|LibraryImport)\b",
            source => !source.IsTest && !source.Below("engine/PluginRender.Media") && !source.Below("tools/stand-ins/FFmpeg.AutoGen") && !source.Below("tools/TestMachine"),
            "P/Invoke belongs to PluginRender.Media and the bindings");

    // The render looks at pictures of others itself; their pixels are decoded by libraries, and so in worker processes.
    [Fact]
    public void Libraries_InTheProbingOfPictures_AreNotCalled()
        => Refuse(
            @"\bffmpeg\.|\bAV[A-Z]\w+|\bunsafe\b",
            source => source.Path is "engine/PluginRender.Media/Decoding/PictureFile.cs" or "engine/PluginRender.Media/Decoding/PictureHeader.cs"
                or "engine/PluginRender.Media/Decoding/Jpeg/JpegHeader.cs" or "engine/PluginRender.Media/Decoding/Jpeg/JpegStructure.cs" or "engine/PluginRender.Media/Decoding/Jpeg/JpegMemory.cs"
                || source.Below("engine/PluginRender.Media/Decoding/Formats"),
            "pictures are probed by memory-safe code alone");

    [Fact]
    public void PluginLoading_OutsideHosting_DoesNotOccur()
        => Refuse(
            @"\b(AssemblyLoadContext|PluginLoader|AssemblyDependencyResolver)\b|\bAssembly\.(LoadFrom|LoadFile|Load)\b",
            source => !source.IsTest && (source.Below("engine") || source.Below("plugins") || source.Below("build")) && !source.Below("engine/PluginRender.Hosting"),
            "assemblies are loaded by PluginRender.Hosting");

    [Fact]
    public void Console_InEngineOrPlugins_DoesNotOccur()
        => Refuse(
            @"\bConsole\.|\bEnvironment\.(Exit|ExitCode|FailFast)\b",
            source => InEngineOrPlugins(source) && !source.Below("engine/PluginRender.Worker") && !source.Below("engine/PluginRender.Detector") && !source.Below("engine/PluginRender.Chat"),
            "console output and exit codes belong to build, PluginRender.Worker, PluginRender.Detector and PluginRender.Chat");

    [Fact]
    public void ClockAndChance_InEngineOrPlugins_DoNotOccur()
        => Refuse(
            @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bnew Random\(|\bRandom\.Shared\b|\bGuid\.NewGuid\b",
            source => InEngineOrPlugins(source) && !source.Below("engine/PluginRender.Worker"),
            "time comes from TimeProvider and chance from a seed of the plan");

    // What depends on them may differ from machine to machine: elementary functions are the C library's, and the others
    // multiply and add in one step where the processor can. Pixels, the showcase's pictures and what is detected in pictures
    // without a model are promised to be the same.
    [Fact]
    public void InexactFunctions_WherePixelsAreMade_DoNotOccur()
        => Refuse(
            InexactFunction,
            source => !source.IsTest && (source.Below("plugins") || source.Below("tools/ShowcasePictures")
                || source.Below("engine/PluginRender.Detection") || source.Below("engine/PluginRender.Rendering") || source.Below("engine/PluginRender.Media")),
            "use PluginRender.Kernels.Numerics.DeterministicMath, or write the steps out");

    [Theory]
    [InlineData("MathF.Pow(x, y)", true)]
    [InlineData("Math.Sin(x)", true)]
    [InlineData("Vector3.Lerp(a, b, t)", true)]
    [InlineData("Vector128.MultiplyAddEstimate(a, b, c)", true)]
    [InlineData("DeterministicMath.Pow(x, y)", false)]
    [InlineData("MathF.Floor(x) + MathF.Sqrt(x) + MathF.FusedMultiplyAdd(a, b, c)", false)]
    public void InexactFunction_OfALine_IsFound(string line, bool found)
        => Assert.Equal(found, Regex.IsMatch(line, InexactFunction, RegexOptions.CultureInvariant));

    [Fact]
    public void Type_NamedAfterNothing_DoesNotOccur()
        => Refuse(
            @"\b(class|struct|record|interface)\s+(?!(?:class|struct)\b)\w*(Helper|Helpers|Util|Utils|Manager|Common|Base|Impl)\b",
            source => !source.Below("tools/stand-ins"),
            "a type is named by what it is: no Helper, Utils, Manager, Common, Base, Impl");

    [Fact]
    public void SourceFile_Always_IsShort()
        => Rule.Holds(
            from source in Repository.Sources
            where !source.Below("tools/stand-ins") && source.Lines.Count > MostLines
            select $"{source.Path}: has {source.Lines.Count} lines; keep a file within {MostLines}, one concept in each");

    [Theory]
    [InlineData("var a = DateTime.Now; // fine", "var a = DateTime.Now; ")]
    [InlineData("throw new X(\"DateTime.Now \\\" said\"); int b;", "throw new X(\"\"); int b;")]
    [InlineData("/// <see cref=\"Console\"/>", "")]
    [InlineData("string url = \"http://x\"; Console.Write(url);", "string url = \"\"; Console.Write(url);")]
    public void SourceText_OfALine_LeavesOnlyCode(string line, string expected)
        => Assert.Equal(expected, SourceText.WithoutCommentsAndStrings(line));

    private static bool InEngineOrPlugins(SourceFile source) => !source.IsTest && (source.Below("engine") || source.Below("plugins"));

    private static void Refuse(string pattern, Func<SourceFile, bool> applies, string rule)
    {
        var word = new Regex(pattern, RegexOptions.CultureInvariant);
        Rule.Holds(
            from source in Repository.Sources
            where applies(source)
            from line in source.Code
            where word.IsMatch(line.Code)
            select $"{source.Path}:{line.Number}: {line.Code.Trim()}; {rule}");
    }
}

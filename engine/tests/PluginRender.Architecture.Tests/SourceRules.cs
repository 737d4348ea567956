using System.Text.RegularExpressions;

namespace PluginRender.Architecture.Tests;

/// <summary>What sources may not say, and where.</summary>
public class SourceRules
{
    private const int MostLines = 400;

    [Fact]
    public void PInvoke_OutsideMediaAndTheBindings_DoesNotOccur()
        => Refuse(
            @"\b(DllImport|LibraryImport)\b",
            source => !source.IsTest && !source.Below("engine/PluginRender.Media") && !source.Below("tools/stand-ins/FFmpeg.AutoGen"),
            "P/Invoke belongs to PluginRender.Media and the bindings");

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
            source => InEngineOrPlugins(source) && !source.Below("engine/PluginRender.Worker"),
            "console output and exit codes belong to build and PluginRender.Worker");

    [Fact]
    public void ClockAndChance_InEngineOrPlugins_DoNotOccur()
        => Refuse(
            @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bnew Random\(|\bRandom\.Shared\b|\bGuid\.NewGuid\b",
            source => InEngineOrPlugins(source) && !source.Below("engine/PluginRender.Worker"),
            "time comes from TimeProvider and chance from a seed of the plan");

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

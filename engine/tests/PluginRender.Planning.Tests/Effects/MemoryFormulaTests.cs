using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Effects;

public class MemoryFormulaTests
{
    private static readonly ImmutableArray<NamedValue> Values =
    [
        new("tile", new ParameterValue.Integer(512)), new("strength", new ParameterValue.Number(0.5)), new("model", new ParameterValue.File(new FileReference("m.pt", "00"))),
    ];

    private static readonly ImmutableArray<ParameterDescriptor> Parameters =
        [Parameter("tile", ParameterKind.Integer), Parameter("strength", ParameterKind.Number), Parameter("model", ParameterKind.File), Parameter("label", ParameterKind.Text)];

    [Theory]
    [InlineData("", 0)]
    [InlineData("1024", 1024)]
    [InlineData("2.5 * 4", 10)]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("100 - 10 - 1", 89)]
    [InlineData("100 / 10 / 2", 5)]
    [InlineData("4*frameWidth*frameHeight", 4 * 640 * 360)]
    [InlineData("min(tile, frameHeight) + max(tile, frameHeight)", 360 + 512)]
    [InlineData("  sqrt( size( model ) )  ", 1000)]
    [InlineData("strength * size(model)", 500_000)]
    [InlineData("min(1, max(2, (3)))", 1)]
    [InlineData("1 - 2", 0)]
    [InlineData("0 / 0", 0)]
    [InlineData("sqrt(0 - 1)", 0)]
    [InlineData("1 / 0", long.MaxValue)]
    public void Bytes_OfAFormula_AreWhatItSays(string formula, long bytes)
    {
        Assert.Null(MemoryFormula.Problem(formula, Parameters));
        Assert.Equal(bytes, MemoryFormula.Bytes(formula, 640, 360, Values, file => file.Path == "m.pt" ? 1_000_000 : -1));
    }

    [Theory]
    [InlineData("2 * tiles", "at character 5, there is no number \"tiles\"")]
    [InlineData("label", "at character 1, there is no number \"label\"")]
    [InlineData("model * 2", "at character 1, there is no number \"model\"")]
    [InlineData("size(tile)", "at character 6, there is no parameter \"tile\" that is a file")]
    [InlineData("size( other)", "at character 7, there is no parameter \"other\" that is a file")]
    [InlineData("log(2)", "at character 1, there is no function \"log\"")]
    [InlineData("1 +", "at character 4, a number, a name or ( is expected behind its end")]
    [InlineData("(1 + 2", "at character 7, ) is expected behind its end")]
    [InlineData("min(1)", "at character 6, a comma is expected instead of ')'")]
    [InlineData("1 2", "at character 3, an operator is expected instead of '2'")]
    [InlineData("1.2.3", "at character 1, \"1.2.3\" is no number")]
    [InlineData("-1", "at character 1, a number, a name or ( is expected instead of '-'")]
    [InlineData(" ", "at character 2, a number, a name or ( is expected behind its end")]
    [InlineData("1\0", "at character 2, an operator is expected instead of '\0'")]
    public void Problem_OfAWrongFormula_SaysWhatAndWhere(string formula, string problem)
        => Assert.Equal(problem, MemoryFormula.Problem(formula, Parameters));

    [Fact]
    public void Problem_OfEndlesslyNestedParentheses_IsTheirLength()
        => Assert.Equal("it has 100000 characters, and 1000 are the most", MemoryFormula.Problem(new string('(', 100_000), Parameters));

    [Fact]
    public void Plan_OfEffectsThatStateOtherMemory_IsTheSameByteForByte()
    {
        RenderProject project = Literal.Project(Literal.Ntsc, 1, 2);
        RenderProject stating = project with
        {
            Segments = [.. project.Segments.Select(s => s with
            {
                Effects = [.. s.Effects.Select(e => e with { Descriptor = e.Descriptor with { Memory = new EffectMemory("1024", "2048", 60, 70, "Effects.Test") } })],
            })],
        };
        Assert.Equal(PlanJson.Write(Literal.Plan(project)), PlanJson.Write(Literal.Plan(stating)));
    }

    private static ParameterDescriptor Parameter(string name, ParameterKind kind)
        => new(name, kind, name, null, double.NegativeInfinity, double.PositiveInfinity, "", []);
}

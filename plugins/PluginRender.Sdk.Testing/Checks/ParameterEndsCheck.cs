using PluginRender.Projects;

namespace PluginRender.Sdk.Testing;

/// <summary>With each parameter at both ends of its range, and at every choice, the effect still keeps to its frame.</summary>
internal static class ParameterEndsCheck
{
    public static void Run(TestedEffect effect)
    {
        foreach (ParameterDescriptor parameter in effect.Descriptor.Parameters)
        {
            foreach (ParameterValue value in Ends(parameter))
            {
                CheckedRun run = new(effect.With(parameter.Name, value), $"parameter {parameter.Name} at {Shown(value)}",
                    $"how it uses the parameter, or at the range that it declares: {ParameterForm.Describe(parameter)}");
                BandSplitCheck.RunAt(run, Scene.Of(18, 18, frames: 5));
                BandSplitCheck.RunAt(run, Scene.Of(130, 74, frames: 5));
            }
        }
    }

    /// <summary>Where no end is declared, one that no project will go beyond.</summary>
    private static IEnumerable<ParameterValue> Ends(ParameterDescriptor parameter) => parameter.Kind switch
    {
        ParameterKind.Number => new[] { End(parameter.Minimum, -1e9), End(parameter.Maximum, 1e9) }.Select(n => new ParameterValue.Number(n)),
        ParameterKind.Integer => new[] { (long)End(parameter.Minimum, int.MinValue), (long)End(parameter.Maximum, int.MaxValue) }.Select(n => new ParameterValue.Integer(n)),
        ParameterKind.Boolean => [new ParameterValue.Boolean(false), new ParameterValue.Boolean(true)],
        ParameterKind.Text => [new ParameterValue.Text(""), new ParameterValue.Text("Zwölf Boxkämpfer \U0001F980 \"\\\n")],
        ParameterKind.Choice => parameter.Choices.Select(c => new ParameterValue.Choice(c)),
        ParameterKind.Color => [new ParameterValue.Color(new RgbColor(0, 0, 0)), new ParameterValue.Color(new RgbColor(255, 255, 255))],
        ParameterKind.Focus => [new ParameterValue.Focus(FocusPoint.Subject), new ParameterValue.Focus(FocusPoint.At(0, 0)), new ParameterValue.Focus(FocusPoint.At(1, 1))],
        ParameterKind.Place => new[]
        {
            PicturePlace.Whole, PicturePlace.Subject, PicturePlace.At(0, 0), PicturePlace.At(1, 1),
            PicturePlace.Of(new PictureArea(0, 0, PicturePlace.LeastSize, PicturePlace.LeastSize)), PicturePlace.Of(new PictureArea(0.9, 0, 0.1, 1)),
        }.Select(p => new ParameterValue.Place(p)),
        ParameterKind.File => [],
        _ => throw new InvalidOperationException($"{parameter.Kind} has no ends."),
    };

    private static double End(double declared, double otherwise) => double.IsFinite(declared) ? declared : otherwise;

    private static string Shown(ParameterValue value) => value switch
    {
        ParameterValue.Number(var number) => FormattableString.Invariant($"{number}"),
        ParameterValue.Integer(var number) => FormattableString.Invariant($"{number}"),
        ParameterValue.Choice(var choice) => $"\"{choice}\"",
        ParameterValue.Text(var text) => $"\"{text.ReplaceLineEndings(" ")}\"",
        _ => value.ToString(),
    };
}

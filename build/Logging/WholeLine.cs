using Spectre.Console;
using Spectre.Console.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>A line as it is: a terminal that is narrower wraps it itself, so that paths can be copied from it.</summary>
internal sealed class WholeLine(string text, Style style) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text, style), Segment.LineBreak];
}

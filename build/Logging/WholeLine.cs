using Spectre.Console;
using Spectre.Console.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>A line as it is: a terminal that is narrower wraps it itself, so that paths can be copied from it.</summary>
internal sealed class WholeLine(string text, Style style) : IRenderable
{
    // A live area may stand where the line goes; it is drawn again below. Erasing after the text would take the last
    // character of a line that ends with the terminal's.
    private const string EraseBelow = "\e[J";

    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [Segment.Control(EraseBelow), new Segment(text, style), Segment.LineBreak];
}

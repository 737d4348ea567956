using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>
/// Builds HTML from interpolated strings: what stands between braces is text, whatever it contains, and can become
/// neither an element nor the end of an attribute's quotes.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Appends markup with encoded holes.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The compiler hands this instance to the parameter, which appends to it.")]
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup;

    /// <summary>Appends markup that has no holes.</summary>
    public void WriteMarkup(string markup) => text.Append(markup);

    /// <summary>A picture of a data URL.</summary>
    public void WriteJpeg(byte[] jpeg, string description)
    {
        Write($"<img alt=\"{description}\" src=\"data:image/jpeg;base64,");
        text.Append(Convert.ToBase64String(jpeg)).Append("\">");
    }

    public override string ToString() => text.ToString();

    /// <summary>Writes it as UTF-8, part by part: a page of a large project is not made whole another time.</summary>
    public void CopyTo(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024, leaveOpen: true);
        foreach (ReadOnlyMemory<char> part in text.GetChunks()) writer.Write(part.Span);
    }

    /// <summary>Takes the parts of an interpolated string one by one.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder target;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = literalLength + formattedCount;
            target = writer.text;
        }

        public void AppendLiteral(string markup) => target.Append(markup);

        public void AppendFormatted<T>(T value, string? format = null)
            => target.Append(WebUtility.HtmlEncode(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString()));
    }
}

using System.Globalization;

namespace PluginRender.Chat;

/// <summary>Reads HTTP answers whole, up to a size: an endpoint may send without an end.</summary>
internal sealed class LimitedAnswers(int mostBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        byte[] part = new byte[1 << 14];
        for (int count; (count = await stream.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (read.Length + count > mostBytes) throw new AnswerTooLongException(mostBytes);
            read.Write(part, 0, count);
        }

        var whole = new ByteArrayContent(read.ToArray());
        whole.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = whole;
        return response;
    }
}

/// <summary>An answer is longer than any that is useful.</summary>
internal sealed class AnswerTooLongException(int mostBytes)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"its answer is longer than {mostBytes >> 20} MiB"));

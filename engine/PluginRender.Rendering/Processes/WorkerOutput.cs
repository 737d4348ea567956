using System.Text;

namespace PluginRender.Rendering;

/// <summary>
/// What plugins write to a worker's standard output and error: log lines of the chunk being rendered, but only so
/// many of them, and the last ones as a witness of the worker's end.
/// </summary>
internal sealed class WorkerOutput(IRenderLog log)
{
    private const int MostLines = 20;
    private const int MostCharacters = 300;
    private const int Kept = 4;

    private readonly Lock gate = new();
    private readonly List<string> first = [];
    private readonly Queue<string> last = new();
    private string source = "worker";
    private int lines;

    /// <summary>Lines from now on belong to a chunk.</summary>
    public void Begin(string chunk)
    {
        lock (gate)
        {
            source = chunk;
            lines = 0;
            first.Clear();
            last.Clear();
        }
    }

    /// <summary>The first and the last lines since the chunk began, joined; empty for none.</summary>
    public string Witness()
    {
        lock (gate) return string.Join(" | ", first.Concat(last));
    }

    /// <summary>Reads a stream to its end; blocks until then.</summary>
    public void Read(Stream stream)
    {
        byte[] buffer = new byte[4096];
        var line = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        char[] characters = new char[buffer.Length + 1];
        try
        {
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                int decoded = decoder.GetChars(buffer, 0, count, characters, 0);
                for (int i = 0; i < decoded; i++)
                {
                    if (characters[i] == '\n') Take(line);
                    else if (line.Length < MostCharacters) line.Append(char.IsControl(characters[i]) ? ' ' : characters[i]);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was ended while it was writing.
        }

        if (line.Length > 0) Take(line);
    }

    private void Take(StringBuilder text)
    {
        string line = text.ToString().TrimEnd();
        text.Clear();
        if (line.Length == 0) return;
        lock (gate)
        {
            if (first.Count < Kept)
            {
                first.Add(line);
            }
            else
            {
                last.Enqueue(line);
                if (last.Count > Kept) last.Dequeue();
            }

            lines++;
            if (lines <= MostLines) log.Write(source, $"output: {line}");
            else if (lines == MostLines + 1) log.Write(source, $"output: further lines are left out");
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>A process such that no other one, later or elsewhere, is taken for it: numbers alone are used again.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Start">When it started, in clock ticks since the machine's start; see proc(5).</param>
/// <param name="Space">Where the number counts: a hash of this start of the machine and of the space of process numbers.</param>
internal readonly record struct ProcessIdentity(int Id, long Start, string Space)
{
    private static readonly string HereSpace = ReadSpace();

    /// <summary>This process.</summary>
    public static ProcessIdentity Own { get; } = new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0, HereSpace);

    /// <summary>Whether the process's number counts here.</summary>
    public bool IsHere => Space == HereSpace;

    /// <summary>Whether it runs; only for one that is here.</summary>
    public bool IsAlive => StartOf(Id) == Start;

    /// <summary>Such as <c>4711-90210-0f3c9a21</c>: what <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Start}-{Space}");

    public static bool TryParse(string text, out ProcessIdentity identity)
    {
        identity = default;
        if (text.Split('-') is not [var id, var start, { Length: 8 } space]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)) return false;
        identity = new ProcessIdentity(number, ticks, space);
        return true;
    }

    /// <summary>A process of here; null when there is none, or only what is left of one that has ended.</summary>
    public static ProcessIdentity? Of(int id) => StartOf(id) is { } start ? new ProcessIdentity(id, start, HereSpace) : null;

    /// <summary>The number of the process that started one; null when it has ended.</summary>
    public static int? ParentOf(int id) => StatOf(id) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : null;

    private static long? StartOf(int id) => StatOf(id) is { } fields ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;

    /// <summary>From the third field on; see proc(5). Null when there is no such process, or only what is left of one.</summary>
    private static string[]? StatOf(int id)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            // The name in parentheses may hold anything; the state is field 3, the parent field 4, the start field 22.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ReadSpace()
    {
        try
        {
            string text = File.ReadAllText("/proc/sys/kernel/random/boot_id") + new FileInfo("/proc/self/ns/pid").LinkTarget;
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "00000000";
        }
    }
}

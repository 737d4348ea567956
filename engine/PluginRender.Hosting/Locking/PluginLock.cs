using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PluginRender.Planning;

namespace PluginRender.Hosting;

/// <summary>
/// <c>plugins.lock</c> in a folder of plugins: the SHA-256 of every file of every plugin and of what plugins share, native
/// libraries and data among them. Where it is, nothing else is loaded from that folder.
/// </summary>
public sealed class PluginLock
{
    /// <summary>The file's name.</summary>
    public const string FileName = "plugins.lock";

    private const int Version = 1;
    private const long MaximumBytes = 16L << 20;

    private readonly string file;
    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> plugins;

    private PluginLock(string file, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> plugins)
    {
        this.file = file;
        this.plugins = plugins;
    }

    /// <summary>The pinned plugins' names.</summary>
    internal IEnumerable<string> Plugins => plugins.Keys;

    /// <summary>Pins the plugins of a folder as they are. The file appears by rename.</summary>
    /// <returns>How many plugins and files.</returns>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something must not be read or written.</exception>
    public static (int Plugins, int Files) Write(string folder)
    {
        var contents = PluginFolder.Assemblies(folder).Select(path => (Plugin: Path.GetFileNameWithoutExtension(path), Content: PluginContent.Of(Path.GetDirectoryName(path)!)))
            .Concat(SharedLibraries.In(folder).Select(library => (Plugin: SharedLibraries.NameOf(library), Content: PluginContent.Of(library)))).ToList();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("lockVersion", Version);
            writer.WriteStartObject("plugins");
            foreach ((string plugin, PluginContent content) in contents)
            {
                writer.WriteStartObject(plugin);
                foreach (PluginFile entry in content.Files) writer.WriteString(entry.Path, entry.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        string file = Path.Combine(folder, FileName);
        string beside = $"{file}.{Environment.ProcessId}.new";
        File.WriteAllBytes(beside, [.. stream.ToArray(), (byte)'\n']);
        File.Move(beside, file, overwrite: true);
        return (contents.Count, contents.Sum(c => c.Content.Files.Length));
    }

    /// <summary>The lock of a folder; null where plugins are not pinned.</summary>
    /// <exception cref="PluginLockException">There is one, and it cannot be read.</exception>
    internal static PluginLock? Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        // Also a link that leads nowhere: a folder that is to be pinned is not taken for one that is not.
        if (new FileInfo(file) is { Exists: false, LinkTarget: null }) return null;
        try
        {
            if (new FileInfo(file).Length is 0 or > MaximumBytes) throw new JsonException($"a lock has from 1 to {MaximumBytes} bytes");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            if (document.RootElement.GetProperty("lockVersion").GetInt32() is var version && version != Version)
                throw new JsonException($"its lockVersion is {version}, and {Version} is read");
            return new PluginLock(file, document.RootElement.GetProperty("plugins").EnumerateObject().ToImmutableSortedDictionary(
                plugin => plugin.Name,
                plugin => plugin.Value.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? "", StringComparer.Ordinal),
                StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new PluginLockException([$"{file}: it cannot be read ({e.Message}): restore it, or write it anew with --target=Effects --lock"], isOnlyMissing: false);
        }
    }

    /// <summary>What a plugin has otherwise than when it was pinned.</summary>
    internal IEnumerable<LockDifference> Differences(string plugin, PluginContent content)
    {
        if (!plugins.TryGetValue(plugin, out ImmutableSortedDictionary<string, string>? pinned))
        {
            yield return Differs($"plugin {plugin} is not pinned", $"remove {content.Folder}");
            yield break;
        }

        foreach (PluginFile found in content.Files)
        {
            string place = Path.Combine(content.Folder, found.Path);
            if (!pinned.TryGetValue(found.Path, out string? sha256)) yield return Differs($"plugin {plugin}: {place} is not pinned", "remove it");
            else if (sha256 != found.Sha256) yield return Differs($"plugin {plugin}: {place} has SHA-256 {found.Sha256}, pinned is {sha256}", "restore the pinned file");
        }

        foreach (string path in pinned.Keys.Except(content.Files.Select(f => f.Path)))
            yield return Differs($"plugin {plugin}: {Path.Combine(content.Folder, path)} is missing", "restore it", isMissing: true);
    }

    /// <summary>A pinned plugin that there is not.</summary>
    internal LockDifference Missing(string plugin)
        => Differs($"plugin {plugin}: {Path.Combine(Path.GetDirectoryName(file)!, plugin, plugin + ".dll")} is missing", "restore the plugin", isMissing: true);

    private LockDifference Differs(string what, string remedy, bool isMissing = false)
        => new($"{file}: {what}: {remedy}, or, if that is wanted, pin the plugins anew with --target=Effects --lock", isMissing);
}

/// <param name="Text">What differs, where, and what to do.</param>
/// <param name="IsMissing">Whether something is missing, not changed or added.</param>
internal sealed record LockDifference(string Text, bool IsMissing);

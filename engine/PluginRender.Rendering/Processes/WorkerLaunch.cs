using System.Collections.Immutable;
using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>How worker processes are started.</summary>
/// <param name="Runtime">The dotnet command.</param>
/// <param name="Assembly">PluginRender.Worker.dll.</param>
/// <param name="ProjectFolder">What a plan's pictures are relative to.</param>
/// <param name="CacheFolder">The chunk store.</param>
/// <param name="PluginFolders">Where plugins are.</param>
/// <param name="PictureBytes">A worker's room for decoded pictures that are not in use.</param>
/// <param name="AllowOutside">Whether pictures may lie outside the project's folder.</param>
public sealed record WorkerLaunch(
    string Runtime, string Assembly, string ProjectFolder, string CacheFolder, ImmutableArray<string> PluginFolders, long PictureBytes, bool AllowOutside = false)
{
    /// <summary>The arguments of a worker that serves a render.</summary>
    /// <param name="commands">Descriptor of the pipe it reads commands from.</param>
    /// <param name="events">Descriptor of the pipe it writes events to.</param>
    /// <param name="board">Where its board is.</param>
    public IEnumerable<string> Arguments(string commands, string events, string board) =>
    [
        "exec", Assembly, "serve", $"--commands={commands}", $"--events={events}", $"--board={board}",
        $"--project-folder={ProjectFolder}", $"--cache={CacheFolder}", $"--plugins={string.Join(';', PluginFolders)}",
        string.Create(CultureInfo.InvariantCulture, $"--picture-bytes={PictureBytes}"),
        .. AllowOutside ? (IEnumerable<string>)["--allow-outside=true"] : [],
    ];
}

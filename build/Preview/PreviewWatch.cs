using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using PluginRender.Build.Rendering;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Build.Preview;

/// <summary>
/// Makes the preview again whenever the project, a picture or a plugin changes, until it is interrupted. Each is made by
/// a process of its own, so that a rebuilt plugin is loaded afresh and the old one is gone.
/// </summary>
internal sealed class PreviewWatch(BuildContext context)
{
    /// <summary>A build or an editor writes several times; the last of a burst counts.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Channel<string> changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, FileSystemWatcher> watchers = new(StringComparer.Ordinal);
    private RgbPicture? before;

    /// <summary>Where what was before stands beside what is now.</summary>
    public static string CompareFile(string preview) => Path.ChangeExtension(preview, ".compare.png");

    /// <exception cref="OperationCanceledException">The run was interrupted: the way to end it.</exception>
    public async Task RunAsync()
    {
        try
        {
            foreach (string folder in context.CommandLine.Render.PluginFolders) Watch(folder, deep: true);
            Watch(Path.GetDirectoryName(context.CommandLine.Render.ProjectFile)!, deep: false);
            await ShowAsync("started");
            while (true)
            {
                string changed = await changes.Reader.ReadAsync(context.Interrupted);
                while (await MoreAsync()) changes.Reader.TryRead(out _);
                await ShowAsync(changed);
            }
        }
        finally
        {
            foreach (FileSystemWatcher watcher in watchers.Values) watcher.Dispose();
        }
    }

    private async Task<bool> MoreAsync()
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupted);
        quiet.CancelAfter(Quiet);
        try
        {
            return await changes.Reader.WaitToReadAsync(quiet.Token);
        }
        catch (OperationCanceledException) when (!context.Interrupted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>What is wrong is told and waited out: the next change may repair it.</summary>
    private async Task ShowAsync(string changed)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            ShownPreview shown = await new PreviewRunner(context).RunAsync();
            WatchSourcesOf(shown.Project);
            if (before is not null && before.Height == shown.Picture.Height)
                PreviewRunner.Write(CompareFile(shown.File), ContactSheet.Compare(before, shown.Picture));
            before = shown.Picture;
            context.Told.Write("preview", string.Create(CultureInfo.InvariantCulture, $"{changed}: shown after {watch.Elapsed.TotalSeconds:0.00} s; waiting for changes, Ctrl-C ends"));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (e is TaskFailedException { Problems: { Count: > 1 } problems })
            {
                foreach (string problem in problems) context.Told.Problem(problem);
            }

            context.Told.Problem($"[preview] {changed}: {e.Message}");
            context.Told.Write("preview", "waiting for changes, Ctrl-C ends");
        }
    }

    private void WatchSourcesOf(RenderProject project)
    {
        foreach (ProjectSegment segment in project.Segments)
        {
            if (segment.Source is ProjectSource.Image image) Watch(Path.GetDirectoryName(image.AbsolutePath)!, deep: false);
            foreach (ParameterValue.File file in segment.Effects.SelectMany(e => e.Parameters).Select(p => p.Value).OfType<ParameterValue.File>())
                Watch(Path.GetDirectoryName(Path.Combine(project.Folder, file.Value.Path))!, deep: false);
        }
    }

    private void Watch(string folder, bool deep)
    {
        if (watchers.ContainsKey(folder) || !Directory.Exists(folder)) return;
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = deep, NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size };
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Renamed += Changed;
        watcher.EnableRaisingEvents = true;
        watchers.Add(folder, watcher);
    }

    /// <summary>The preview's own files may lie in a folder that is watched.</summary>
    private void Changed(object sender, FileSystemEventArgs change)
    {
        string given = context.CommandLine.Render.OutputFile;
        if (change.FullPath == OutputPlace.TargetOf(given)) return;
        string output = Path.ChangeExtension(given, null);
        string name = Path.GetFileName(change.FullPath);
        if (change.FullPath.StartsWith(output, StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal)) return;
        if (name.Contains(".tmp", StringComparison.Ordinal)) return;
        changes.Writer.TryWrite(name);
    }
}

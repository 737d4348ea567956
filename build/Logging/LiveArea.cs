using Spectre.Console;

namespace PluginRender.Build.Logging;

/// <summary>Keeps a view at the bottom of the terminal, drawn anew ten times a second, and takes it away when disposed of.</summary>
internal sealed class LiveArea : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim end = new();
    private readonly Thread drawing;
    private readonly IAnsiConsole console;
    private readonly Action ended;

    public LiveArea(IAnsiConsole console, RenderView view, Action ended)
    {
        this.console = console;
        this.ended = ended;
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        drawing = new Thread(() => Draw(view)) { IsBackground = true, Name = "live area" };
        drawing.Start();
    }

    public void Dispose()
    {
        end.Set();
        drawing.Join();
        AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
        end.Dispose();
        ended();
    }

    private void Draw(RenderView view)
    {
        try
        {
            console.Live(view).AutoClear(true).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).Start(area =>
            {
                do area.Refresh();
                while (!end.Wait(Period));
            });
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The terminal is gone. The render is not.
        }
    }

    /// <summary>The process ends while the area is there: a second Ctrl-C, or a plugin that does not return.</summary>
    private void ShowCursor(object? sender, EventArgs e)
    {
        try
        {
            Console.Out.Write("\e[?25h\n");
        }
        catch (IOException)
        {
            // The terminal is gone, and the cursor with it.
        }
    }
}

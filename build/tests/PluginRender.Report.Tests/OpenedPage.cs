using Microsoft.Playwright;

namespace PluginRender.Report.Tests;

/// <summary>A page in a headless Chromium, with everything that it said and asked for.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private OpenedPage(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>Console messages, errors of scripts and dialogs.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Addresses that something was fetched from, pictures within the page aside.</summary>
    public List<string> Fetched { get; } = [];

    /// <param name="address">What to open.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    public static async Task<OpenedPage> OpenAsync(string address, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Machine.Chromium, Headless = true });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        var opened = new OpenedPage(playwright, browser, page);
        page.Console += (_, message) => opened.Said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => opened.Said.Add($"error: {error}");
        page.Dialog += (_, dialog) =>
        {
            opened.Said.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal)) opened.Fetched.Add(request.Url);
        };
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PluginRender.Report.Tests;

/// <summary>The page beside a real render, in a real browser.</summary>
public sealed class ReportInBrowserTests(HostileRender render) : IClassFixture<HostileRender>
{
    private const string Ran = "() => document.documentElement.dataset.ran ?? ''";

    [FactNeeding(Need.Chromium)]
    public async Task Report_NamesThatAreMarkup_AreShownAsTextAndNothingRunsOrIsFetched()
    {
        await using OpenedPage opened = await OpenedPage.OpenAsync(render.Address);
        IPage page = opened.Page;
        Assert.Empty(opened.Said);
        Assert.Equal([Uri.UnescapeDataString(render.Address)], opened.Fetched.Select(Uri.UnescapeDataString));
        Assert.Equal("", await page.EvaluateAsync<string>(Ran));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.scripts.length + document.querySelectorAll('[onerror], [onload], iframe, object, form').length"));
        Assert.Equal(HostileRender.Payload + ".mp4", await page.Locator("h1").TextContentAsync());
        Assert.Equal(["s0", HostileRender.Payload, "s2"], await page.Locator("ol.segments h3").AllTextContentsAsync());
        Assert.Contains("Chosen: since it is " + HostileRender.Payload, await page.Locator("ol.effects").Nth(1).TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Time per effect" }).CountAsync());
        Assert.Equal(0, await page.Locator("img").EvaluateAllAsync<int>("all => all.filter(i => !i.complete || i.naturalWidth === 0).length"));
    }

    /// <summary>What the test above looks for would be seen.</summary>
    [FactNeeding(Need.Chromium)]
    public async Task Payload_AsMarkup_Runs()
    {
        await using OpenedPage opened = await OpenedPage.OpenAsync(render.Careless());
        await opened.Page.WaitForFunctionAsync("() => document.documentElement.dataset.ran === '1'");
        Assert.Equal(2, opened.Fetched.Count);
        Assert.NotEmpty(opened.Said);
    }

    [FactNeeding(Need.Chromium)]
    public async Task Report_ByKeyboard_LeadsFromChunkToSegmentAndBack()
    {
        await using OpenedPage opened = await OpenedPage.OpenAsync(render.Address);
        IPage page = opened.Page;
        await FollowAsync(page, "#chunk-1 a");
        Assert.Equal(HostileRender.Payload, await page.Locator(":target h3").TextContentAsync());
        Assert.True(await IsInViewAsync(page), "the segment is not in view");
        // From there the next link is the segment's own.
        await FollowAsync(page, "ol.segments li:nth-child(2) a");
        Assert.Equal("chunk-1", await page.Locator(":target").GetAttributeAsync("id"));
        Assert.True(await IsInViewAsync(page), "the chunk is not in view");
    }

    [FactNeeding(Need.Chromium)]
    public async Task Report_OnANarrowScreen_DoesNotScrollSideways()
    {
        await using OpenedPage opened = await OpenedPage.OpenAsync(render.Address, width: 360);
        int[] widths = await opened.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth, document.body.scrollWidth]");
        Assert.Equal(360, widths[1]);
        Assert.All(widths, width => Assert.InRange(width, 0, 360));
        // What is wider scrolls within its own box, which the keyboard reaches.
        Assert.NotEqual(0, await opened.Page.Locator(".scroll").EvaluateAllAsync<int>("all => all.filter(s => s.scrollWidth > s.clientWidth).length"));
        Assert.Equal(0, await opened.Page.Locator(".scroll").EvaluateAllAsync<int>("all => all.filter(s => s.scrollWidth > s.clientWidth && s.tabIndex !== 0 && !s.querySelector('a')).length"));
    }

    [FactNeeding(Need.Chromium)]
    public async Task Report_LightAndDark_AreBothReadable()
    {
        var grounds = new List<string>();
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using OpenedPage opened = await OpenedPage.OpenAsync(render.Address, scheme: scheme);
            foreach (string element in (string[])["h1", ".verdict", "ol.segments p", "td"])
            {
                string[] colors = await opened.Page.Locator(element).First.EvaluateAsync<string[]>("""
                    e => {
                      let ground = e;
                      while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
                      return [getComputedStyle(e).color, getComputedStyle(ground).backgroundColor];
                    }
                    """);
                // WCAG 2.2, 1.4.3.
                Assert.True(Contrast(colors[0], colors[1]) >= 4.5, $"{element}, {scheme}: {colors[0]} on {colors[1]}");
            }

            grounds.Add(await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        }

        Assert.True(Luminance(grounds[0]) > 0.8 && Luminance(grounds[1]) < 0.05, string.Join(" and ", grounds));
    }

    /// <summary>Presses Tab until the first element of a selector has the focus, and then Enter.</summary>
    private static async Task FollowAsync(IPage page, string selector)
    {
        string isThere = $"() => document.activeElement === document.querySelector('{selector}')";
        for (int presses = 0; !await page.EvaluateAsync<bool>(isThere); presses++)
        {
            Assert.True(presses < 200, $"Tab does not lead to {selector}");
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync($"() => document.querySelector(':target') !== null && location.hash === document.querySelector('{selector}').hash");
    }

    private static Task<bool> IsInViewAsync(IPage page) => page.Locator(":target").EvaluateAsync<bool>(
        "e => { const box = e.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; }");

    private static double Contrast(string first, string second)
    {
        double[] luminances = [.. new[] { Luminance(first), Luminance(second) }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    /// <summary>Relative luminance as WCAG 2.2 defines it, 0 to 1.</summary>
    private static double Luminance(string color)
    {
        double[] linear =
        [
            .. Regex.Matches(color, @"\d+").Take(3).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture) / 255)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}

namespace PluginRender.Rendering;

/// <summary>The page's style sheet.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --ground: #fbfaf8; --card: #fff; --text: #22211f; --quiet: #6b6862; --line: #e2dfd9; --accent: #2563a8; --good: #1c7c4a; --bad: #b3261e; --warn: #a15c00; --bar: #3f7fc4; --retry: #d98324; }
        @media (prefers-color-scheme: dark) { :root { --ground: #171614; --card: #211f1d; --text: #eceae6; --quiet: #a19d95; --line: #38352f; --accent: #7db4ee; --good: #62c792; --bad: #ff8a80; --warn: #f0b25d; --bar: #4a86c8; --retry: #c77a25; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 1100px; margin: 0 auto; padding: 24px 20px 60px; }
        a { color: var(--accent); }
        a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        h1 { margin: 0; font-size: 26px; overflow-wrap: anywhere; }
        h2 { margin: 36px 0 10px; font-size: 18px; }
        h3 { margin: 8px 0 2px; font-size: 15px; overflow-wrap: anywhere; }
        header { background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--good); border-radius: 8px; padding: 18px 22px; }
        header.failed { border-left-color: var(--bad); }
        .verdict { margin: 2px 0 0; font-weight: 600; color: var(--good); }
        .failed .verdict, .error { color: var(--bad); }
        .error { margin: 4px 0 0; overflow-wrap: anywhere; white-space: pre-line; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 10px 24px; margin: 16px 0 0; }
        dt { color: var(--quiet); font-size: 13px; }
        dd { margin: 0; font-variant-numeric: tabular-nums; }
        .quiet { color: var(--quiet); font-size: 13px; margin: 2px 0; }
        .warnings { margin: 0; padding: 12px 20px 12px 36px; background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--warn); border-radius: 8px; }
        .warnings li { overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 640px; height: auto; }
        svg text { font-size: 13px; fill: var(--quiet); }
        svg .axis { text-anchor: middle; }
        svg .number { text-anchor: middle; fill: #fff; pointer-events: none; }
        svg .rendered { fill: var(--bar); }
        svg .retried { fill: var(--retry); }
        svg .tick { stroke: var(--line); }
        svg polyline { fill: none; stroke: var(--bar); stroke-width: 2; }
        ol.segments, ol.seams { list-style: none; margin: 0; padding: 0; display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); }
        ol.seams { grid-template-columns: repeat(auto-fill, minmax(min(330px, 100%), 1fr)); }
        ol li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px; }
        ol li p { margin: 2px 0; }
        ol.effects { margin: 6px 0 0; padding: 0 0 0 20px; }
        ol.effects li { background: none; border: 0; border-radius: 0; padding: 2px 0; overflow-wrap: anywhere; }
        .share { display: inline-block; height: 10px; background: var(--bar); border-radius: 3px; vertical-align: middle; }
        ol li:target, tr:target { outline: 3px solid var(--accent); outline-offset: -1px; }
        img { display: block; width: 100%; height: auto; border-radius: 4px; background: #000; }
        .nopicture { display: grid; place-items: center; aspect-ratio: 16 / 9; width: 100%; border-radius: 4px; background: var(--line); color: var(--quiet); font-size: 13px; }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; }
        .broken { border-color: var(--bad); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; background: var(--card); }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { color: var(--quiet); font-weight: 600; font-size: 13px; white-space: nowrap; }
        td:nth-child(2), td:nth-child(4) { white-space: nowrap; }
        @media print { body { background: #fff; } .scroll { overflow: visible; } }
        """;
}

using System.Text;
using PluginRender.Benchmark.Measuring;

namespace PluginRender.Benchmark.Workload;

/// <summary>kenburns-60 by the ffmpeg command's own filters.</summary>
internal static class FFmpegRender
{
    /// <param name="environs">Where the output goes.</param>
    /// <param name="folder">The stills.</param>
    /// <param name="scale">How much larger than the output zoompan works: it moves by whole pixels of that size.</param>
    public static Command Of(Environs environs, string folder, int scale)
    {
        var arguments = new List<string> { "-v", "error", "-y" };
        var graph = new StringBuilder();
        int last = ReferenceProject.FramesEach - 1;
        for (int i = 0; i < ReferenceProject.Stills; i++)
        {
            arguments.AddRange(["-i", ReferenceProject.StillOf(folder, i)]);
            (double x, double y) = ReferenceProject.FocusOf(i);
            string enlarge = scale == 1 ? "" : FormattableString.Invariant($"scale={ReferenceProject.Width * scale}:{ReferenceProject.Height * scale}:flags=bicubic,");
            graph.Append(FormattableString.Invariant($"[{i}:v]{enlarge}zoompan=z='pow(1.25,on/{last})':x='(iw-iw/zoom)*{x}':y='(ih-ih/zoom)*{y}'"))
                .Append(FormattableString.Invariant($":d={ReferenceProject.FramesEach}:s={ReferenceProject.Width}x{ReferenceProject.Height}:fps={ReferenceProject.Rate},"))
                .Append("eq=brightness=0.02:contrast=1.1:saturation=1.15,vignette=a=0.6,")
                .Append(FormattableString.Invariant($"fade=in:0:15,fade=out:{last - 14}:15,format=yuv420p[v{i}];"));
        }

        for (int i = 0; i < ReferenceProject.Stills; i++) graph.Append(FormattableString.Invariant($"[v{i}]"));
        graph.Append(FormattableString.Invariant($"concat=n={ReferenceProject.Stills}[out]"));
        arguments.AddRange(["-filter_complex", graph.ToString(), "-map", "[out]", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"]);
        arguments.Add(Path.Combine(environs.Work, $"ffmpeg-{scale}x.mp4"));
        return new Command("ffmpeg", [.. arguments]);
    }
}

using System.Globalization;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>It is known what will be rendered, and by how many.</summary>
/// <param name="Chunks">Chunks of the plan.</param>
/// <param name="Frames">Frames of the video.</param>
/// <param name="ChunkSeconds">Their average duration.</param>
/// <param name="Workers">How many render.</param>
/// <param name="ThreadsPerWorker">Encoder threads of each.</param>
/// <param name="ExpectedBytes">Memory that all of it is expected to take.</param>
/// <param name="BudgetBytes">Memory that it may take.</param>
internal sealed record RenderPlanned(int Chunks, int Frames, double ChunkSeconds, int Workers, int ThreadsPerWorker, long ExpectedBytes, long BudgetBytes)
    : RenderEvent("render")
{
    public override string Text
    {
        get
        {
            string seconds = ChunkSeconds.ToString(ChunkSeconds switch { < 1 => "0.##", < 10 => "0.#", _ => "0" }, CultureInfo.InvariantCulture);
            string chunks = $"{Counted.Of(Chunks, "chunk")} (~{seconds} s{(Chunks == 1 ? "" : " each")})";
            string threads = Counted.Of(ThreadsPerWorker, "encoder thread") + (Workers == 1 ? "" : " each");
            return string.Create(CultureInfo.InvariantCulture, $"{chunks} with {Counted.Of(Workers, "worker")}, {threads}; expected rounds: {(Chunks + Workers - 1) / Workers}");
        }
    }
}

/// <summary>The video and its report are there.</summary>
/// <param name="Frames">Frames of the video.</param>
/// <param name="Seconds">What it took, planning included.</param>
/// <param name="PlanSeconds">How much of that went by before chunks were rendered.</param>
/// <param name="AssemblySeconds">How much from the last chunk's end.</param>
/// <param name="Path">The video.</param>
internal sealed record RenderFinished(int Frames, double Seconds, double PlanSeconds, double AssemblySeconds, string Path) : RenderEvent("render")
{
    public override string Text => string.Create(CultureInfo.InvariantCulture,
        $"TOTAL {Seconds:0.0} s (plan {PlanSeconds:0.0}, chunks {Seconds - PlanSeconds - AssemblySeconds:0.0}, assembly {AssemblySeconds:0.0}), {Frames / Seconds:0} fps -> {Path}");
}

/// <summary>A file was written that was asked for.</summary>
/// <param name="Source">The target, such as "plan".</param>
/// <param name="What">What is in it, for people.</param>
/// <param name="Path">The file.</param>
internal sealed record FileWritten(string Source, string What, string Path) : RenderEvent(Source)
{
    public override string Text => $"{What} -> {Path}";
}

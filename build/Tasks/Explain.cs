using Cake.Frosting;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Says of each chunk whether it is cached and, if not, which input changed since the last render; renders nothing.</summary>
[TaskName(nameof(Explain)), TaskDescription("Says which chunks would be rendered and which input changed; renders nothing.")]
public sealed class Explain : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var session = new RenderSession(context);
        session.TellCache();
        RenderPlan plan = session.MakePlan(out _);
        LastPlan? last = FindLast(session);
        int cached = 0, same = 0;
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PlannedChunk chunk in plan.Chunks)
        {
            if (missing.TryGetValue(chunk.Key, out int first))
            {
                same++;
                session.Write($"chunk {chunk.Index}", $"the same as chunk {first}, which is rendered once");
                continue;
            }

            ChunkFinding found = session.Arguments.Fresh ? ChunkFinding.Missing : session.Store.Look(chunk.Key, chunk.FrameCount);
            ChunkExplanation explanation = ChunkExplanation.Of(plan, chunk, found, last);
            if (explanation.IsCached) cached++;
            else missing.Add(chunk.Key, chunk.Index);
            session.Write($"chunk {chunk.Index}", session.Arguments.Fresh ? "to render: --fresh" : explanation.Text);
        }

        session.Write("explain", $"{Counted.Of(plan.Chunks.Length, "chunk")}: {cached} cached, {missing.Count} to render{(same > 0 ? $", {same} the same as one of those" : "")}");
    }

    private static LastPlan? FindLast(RenderSession session)
    {
        try
        {
            LastPlan? last = new RenderHistory(session.Store).Find(session.Arguments.ProjectFile);
            if (last is null) session.Write("explain", $"{session.Arguments.ProjectFile} was never rendered with the cache {session.Store.Folder}");
            return last;
        }
        catch (PlanException e)
        {
            session.Write("explain", $"the record of the last render cannot be read: {e.Message}");
            return null;
        }
    }
}

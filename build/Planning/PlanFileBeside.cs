using System.Text;
using PluginRender.Build.Arguments;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Planning;

/// <summary>
/// <c>NAME.plan.json</c> beside the output. It says what was planned last and is never an input by itself: the same project
/// gives the same video whatever lies there.
/// </summary>
internal sealed class PlanFileBeside(RenderSession session)
{
    /// <summary>Writes the plan. One that somebody edited there is kept under another name.</summary>
    public void Write(RenderPlan plan)
    {
        if (ComparedStream.Has(session.PlanFile, text => PlanJson.Write(plan, text))) return;
        KeepEdited();
        DurableFile.CreateFolder(Path.GetDirectoryName(session.PlanFile)!, session.Folders);
        DurableFile.Write(session.PlanFile, text => PlanJson.Write(plan, text), session.Folders);
    }

    /// <summary>What differs from the plan that is there; null where there is none that can be compared.</summary>
    public IReadOnlyList<string>? ChangesTo(RenderPlan plan)
    {
        if (Text() is not { } text) return null;
        try
        {
            return LastPlan.Read(Encoding.UTF8.GetString(text)).ChangesTo(plan);
        }
        catch (PlanException)
        {
            return null;
        }
    }

    private void KeepEdited()
    {
        if (session.Arguments.PlanFile == session.PlanFile || IsLast() || Text() is not { } text || !PlanJson.IsEdited(text)) return;
        string kept = Path.ChangeExtension(session.PlanFile, null) + ".edited.json";
        if (OutputName.TooLong(kept) is { } problem)
            throw new TaskFailedException(ExitCode.WrongArguments, $"{session.PlanFile} was edited and not given, and cannot be kept: {problem}; move it away, give --plan={session.PlanFile}, or a shorter --output=FILE");
        File.Move(session.PlanFile, kept, overwrite: true);
        session.Write("plan", $"WARNING {session.PlanFile} was edited and not given; it is kept, and --plan={kept} renders it");
    }

    /// <summary>Whether it is the plan of the last render, which nobody has edited then and which need not be read.</summary>
    private bool IsLast()
    {
        try
        {
            return File.Exists(session.PlanFile) && new RenderHistory(session.Store).IsLast(session.Arguments.ProjectFile, session.PlanFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private byte[]? Text()
    {
        try
        {
            return File.Exists(session.PlanFile) ? File.ReadAllBytes(session.PlanFile) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Writing it will tell.
            return null;
        }
    }
}

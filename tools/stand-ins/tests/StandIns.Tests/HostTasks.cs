using Cake.Core;
using Cake.Frosting;

namespace StandIns.Tests;

/// <summary>What ran, in order.</summary>
public sealed class Journal
{
    public List<string> Entries { get; } = [];
}

public sealed class JournalContext(ICakeContext context, Journal journal) : FrostingContext(context)
{
    public void Note(string entry) => journal.Entries.Add(entry);
}

public sealed class JournalLifetime : FrostingLifetime<JournalContext>
{
    public override void Setup(JournalContext context, ISetupContext info) => context.Note("setup " + info.TargetTask.Name);

    public override void Teardown(JournalContext context, ITeardownContext info) =>
        context.Note("teardown " + (info.ThrownException?.Message ?? "successful"));
}

[TaskName("Fetch"), TaskDescription("Fetches what Compile needs")]
public sealed class FetchTask : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => context.Note("Fetch");
}

[IsDependentOn(typeof(FetchTask))]
public sealed class Compile : AsyncFrostingTask<JournalContext>
{
    public override async Task RunAsync(JournalContext context)
    {
        await Task.Yield();
        context.Note("Compile");
    }
}

[IsDependeeOf(typeof(Link))]
public sealed class Stamp : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => context.Note("Stamp");
}

[IsDependentOn(typeof(Compile)), IsDependentOn(typeof(Skipped))]
public sealed class Link : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => context.Note("Link");
}

public sealed class Skipped : FrostingTask<JournalContext>
{
    public override bool ShouldRun(JournalContext context) => false;

    public override void Run(JournalContext context) => context.Note("Skipped");
}

public class Break : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => throw new CakeException(7, "broken");

    public override void Finally(JournalContext context) => context.Note("finally");
}

[IsDependentOn(typeof(Break))]
public sealed class AfterBreak : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => context.Note("AfterBreak");
}

[ContinueOnError]
public sealed class BreakTolerated : Break;

[IsDependentOn(typeof(BreakTolerated))]
public sealed class AfterTolerated : FrostingTask<JournalContext>
{
    public override void Run(JournalContext context) => context.Note("AfterTolerated");
}

public sealed class BreakHandled : Break
{
    public override void OnError(Exception exception, JournalContext context) => context.Note("handled " + exception?.Message);
}

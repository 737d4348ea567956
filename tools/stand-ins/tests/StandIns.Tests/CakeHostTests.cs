using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace StandIns.Tests;

public sealed class CakeHostTests
{
    private readonly Journal _journal = new();

    [Fact]
    public void Run_TargetWithDependencies_RunsThemFirstAndOnce()
    {
        int exitCode = Run("--target=Link");

        Assert.Equal(0, exitCode);
        Assert.Equal(["setup Link", "Stamp", "Fetch", "Compile", "Link", "teardown successful"], _journal.Entries);
    }

    [Fact]
    public void Run_Exclusive_RunsTheTargetAlone()
    {
        Run("--target=Link", "--exclusive");

        Assert.Equal(["setup Link", "Link", "teardown successful"], _journal.Entries);
    }

    [Fact]
    public void Run_DryRun_RunsNoTask()
    {
        int exitCode = Run("--target=Link", "--dryrun");

        Assert.Equal(0, exitCode);
        Assert.Equal(["setup Link", "teardown successful"], _journal.Entries);
    }

    [Fact]
    public void Run_UnknownTarget_FailsBeforeSetup()
    {
        int exitCode = Run("--target=Lnik");

        Assert.NotEqual(0, exitCode);
        Assert.Empty(_journal.Entries);
    }

    [Fact]
    public void Run_TaskThrows_FailsAndStopsAndTearsDown()
    {
        int exitCode = Run("--target=AfterBreak");

        // The host does not pass on the 7 that the exception carries; the lifetime's teardown sees it.
        Assert.Equal(-1, exitCode);
        Assert.Equal(["setup AfterBreak", "finally", "teardown broken"], _journal.Entries);
    }

    [Fact]
    public void Run_ToleratedTaskThrows_GoesOn()
    {
        int exitCode = Run("--target=AfterTolerated");

        Assert.Equal(0, exitCode);
        Assert.Equal(["setup AfterTolerated", "finally", "AfterTolerated", "teardown successful"], _journal.Entries);
    }

    [Fact]
    public void Run_TaskHandlesItsError_Succeeds()
    {
        int exitCode = Run("--target=BreakHandled");

        Assert.Equal(0, exitCode);
        Assert.Equal(["setup BreakHandled", "handled broken", "finally", "teardown successful"], _journal.Entries);
    }

    [Fact]
    public void Run_UnknownArguments_ReachTheBuild()
    {
        int exitCode = Run("--target=Fetch", "--project=a b.json", "--fresh");

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Run_WrongVerbosity_Fails() => Assert.NotEqual(0, Run("--target=Fetch", "--verbosity=loud"));

    [Fact]
    public void Run_Tree_ShowsDependenciesAndRunsNothing()
    {
        TextWriter console = Console.Out;
        // Not disposed: the console library keeps the first writer it sees.
        var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, Run("--tree"));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Empty(_journal.Entries);
        Assert.Matches(@"Link\s+.─Compile\s+. .─Fetch", output.ToString());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--description")]
    [InlineData("--version")]
    [InlineData("--info")]
    public void Run_OtherShow_RunsNothing(string argument)
    {
        Assert.Equal(0, Run(argument));
        Assert.Empty(_journal.Entries);
    }

    private int Run(params string[] args) => new CakeHost()
        .AddAssembly(typeof(JournalContext).Assembly)
        .ConfigureServices(services => services.AddSingleton(_journal))
        .UseContext<JournalContext>()
        .UseLifetime<JournalLifetime>()
        .Run(args);
}

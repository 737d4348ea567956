using PluginRender.Build.Running;

namespace PluginRender.Build.Tests.Running;

public sealed class RunOutcomeTests
{
    private readonly RunOutcome _outcome = new();

    [Fact]
    public void Fail_NeverCalled_IsDone() => Assert.Equal((ExitCode.Done, null), (_outcome.ExitCode, _outcome.Error));

    [Fact]
    public void Fail_TaskFailed_TakesItsCodeAndMessage()
    {
        _outcome.Fail(new TaskFailedException(ExitCode.BadInput, "harbor: no such file."));

        Assert.Equal((ExitCode.BadInput, "harbor: no such file."), (_outcome.ExitCode, _outcome.Error));
    }

    [Fact]
    public void Fail_Twice_KeepsTheFirst()
    {
        _outcome.Fail(ExitCode.Terminated, "terminated");
        _outcome.Fail(new OperationCanceledException());

        Assert.Equal(ExitCode.Terminated, _outcome.ExitCode);
    }

    [Fact]
    public void Complete_AfterAnInterruptionThatCameTooLate_IsDoneAndStaysSo()
    {
        _outcome.Interrupt(ExitCode.Interrupted, "interrupted");
        _outcome.Complete();
        _outcome.Interrupt(ExitCode.Terminated, "interrupted again");
        Assert.Equal((ExitCode.Done, null), (_outcome.ExitCode, _outcome.Error));
    }

    [Fact]
    public void Complete_BeforeAFailure_DoesNotHideIt()
    {
        _outcome.Complete();
        _outcome.Fail(new IOException("no room for the report"));
        _outcome.Complete();
        Assert.Equal((ExitCode.InputOutput, "no room for the report"), (_outcome.ExitCode, _outcome.Error));
    }

    [Fact]
    public void Interrupt_AfterAFailure_ChangesNothing()
    {
        _outcome.Fail(ExitCode.BadInput, "no such effect");
        _outcome.Interrupt(ExitCode.Interrupted, "interrupted");
        _outcome.ExplainInterruption("run it again");
        Assert.Equal((ExitCode.BadInput, "no such effect"), (_outcome.ExitCode, _outcome.Error));
    }

    [Fact]
    public void Interrupt_Explained_NamesItsCauseAndHowToGoOn()
    {
        _outcome.Interrupt(ExitCode.Terminated, "interrupted by a friend");
        Assert.Equal("interrupted by a friend; what was done so far is kept.", _outcome.Error);
        _outcome.ExplainInterruption("run it again");
        Assert.Equal((ExitCode.Terminated, "interrupted by a friend; run it again"), (_outcome.ExitCode, _outcome.Error));
    }

    [Fact]
    public void Fail_WithOneProblem_SaysItOnce()
    {
        _outcome.Fail(TaskFailedException.BadInput("a.json", ["a.json:1:2: no"]));
        Assert.Equal(("a.json:1:2: no", "a.json:1:2: no"), (_outcome.Error, _outcome.WholeError));
        Assert.Equal(["a.json:1:2: no"], _outcome.Problems);
    }

    [Fact]
    public void Fail_WithSeveralProblems_CountsThemAndKeepsEach()
    {
        _outcome.Fail(TaskFailedException.BadInput("a.json", ["a.json:1:2: no", "a.json:3:4: neither"]));
        const string Error = "2 problems in a.json, named above; correct them and run it again";
        Assert.Equal((Error, $"a.json:1:2: no\na.json:3:4: neither\n{Error}"), (_outcome.Error, _outcome.WholeError));
    }

    [Theory]
    [InlineData(typeof(IOException), ExitCode.InputOutput)]
    [InlineData(typeof(UnauthorizedAccessException), ExitCode.InputOutput)]
    [InlineData(typeof(OperationCanceledException), ExitCode.Interrupted)]
    [InlineData(typeof(NullReferenceException), ExitCode.Defect)]
    public void Fail_OtherException_GetsTheCodeOfItsKind(Type type, ExitCode expected)
    {
        var exception = (Exception)Activator.CreateInstance(type)!;

        _outcome.Fail(new AggregateException(exception));

        Assert.Equal(expected, _outcome.ExitCode);
    }
}

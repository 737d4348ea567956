using System.Text;
using PluginRender.Planning;

namespace PluginRender.Rendering.Tests.Processes;

public class WorkerFailureTests
{
    public static TheoryData<Exception, FailureKind> Failures { get; } = new()
    {
        { new EffectException("s1", "blur", "Effects.Stylize", 12, "it is tired", new InvalidOperationException()), FailureKind.BadInput },
        { new EffectException("s1", "blur", "Effects.Stylize", null, "it is tired"), FailureKind.BadInput },
        { new SourceException("/a/b.jpg", "is cut off", "copy it again"), FailureKind.BadInput },
        { new EncodingException("encoding frame 3: no", -12), FailureKind.Defect },
        { new IOException("no space left"), FailureKind.InputOutput },
        { new UnauthorizedAccessException("not yours"), FailureKind.InputOutput },
        { new InsufficientMemoryException("no frame could be allocated"), FailureKind.Retry },
        { new PlanException("$.frames", "is missing"), FailureKind.BadInput },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_ThroughTheChannel_IsTheSameException(Exception exception, FailureKind kind)
    {
        byte[] line = WorkerMessages.Line(new WorkerEvent(WorkerEventKind.Failed, Failure: WorkerFailure.Of(exception)));
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        Exception again = WorkerMessages.ReadEvent(Encoding.UTF8.GetString(line)).Failure!.ToException();

        Assert.Equal((exception.Message, kind), (again.Message, FailureKinds.Of(again)));
        if (exception is EffectException e)
            Assert.Equal((e.SegmentId, e.EffectId, e.Plugin, e.Frame, e.Problem), again is EffectException a ? (a.SegmentId, a.EffectId, a.Plugin, a.Frame, a.Problem) : default);
        if (exception is EncodingException encoding) Assert.Equal(encoding.ErrorCode, Assert.IsType<EncodingException>(again).ErrorCode);
    }

    [Fact]
    public void Failure_OfAnyOtherKind_IsADefectNamedByItsType()
    {
        Exception again = WorkerFailure.Of(new InvalidOperationException("odd")).ToException();
        Assert.Equal(("InvalidOperationException: odd", FailureKind.Defect), (again.Message, FailureKinds.Of(again)));
    }
}

using System.Xml.Linq;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tests.Testing;

public sealed class TestTotalsTests
{
    [Fact]
    public void FromTrx_CountsEveryOutcome()
    {
        var trx = XDocument.Parse("""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult outcome="Passed" /><UnitTestResult outcome="Passed" />
                <UnitTestResult outcome="NotExecuted" />
                <UnitTestResult outcome="Failed" /><UnitTestResult outcome="Timeout" /><UnitTestResult />
              </Results>
              <ResultSummary outcome="Failed"><Counters total="6" passed="2" failed="1" notExecuted="0" /></ResultSummary>
            </TestRun>
            """);

        Assert.Equal(new TestTotals(2, 3, 1), TestTotals.FromTrx(trx));
    }

    [Fact]
    public void Sum_PrintsAsTheLastLine() =>
        Assert.Equal("4 passed, 1 failed, 2 skipped", (new TestTotals(3, 1, 0) + new TestTotals(1, 0, 2)).ToString());
}

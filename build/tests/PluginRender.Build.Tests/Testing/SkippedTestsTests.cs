using System.Xml.Linq;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tests.Testing;

public sealed class SkippedTestsTests
{
    [Fact]
    public void ReasonsIn_WhereverTheAdapterPutThem_AreFoundForSkippedTestsAlone()
    {
        var trx = XDocument.Parse("""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult outcome="Passed"><Output><StdOut>said something</StdOut></Output></UnitTestResult>
                <UnitTestResult outcome="NotExecuted"><Output><StdOut>no ffmpeg</StdOut></Output></UnitTestResult>
                <UnitTestResult outcome="NotExecuted"><Output><ErrorInfo><Message>no browser</Message></ErrorInfo></Output></UnitTestResult>
                <UnitTestResult outcome="NotExecuted" />
              </Results>
            </TestRun>
            """);
        Assert.Equal(["no ffmpeg", "no browser", "no reason was given"], SkippedTests.ReasonsIn(trx));
    }

    [Fact]
    public void Summary_OfManyTests_HasALineForEachReason()
        => Assert.Equal(["skipped 2: no ffmpeg", "skipped 1: no browser"], SkippedTests.Summary(["no ffmpeg", "no browser", "no ffmpeg"]));

    [Fact]
    public void Lacks_WhatIsNotOnThisMachine_TellsItAndNeverThrows()
    {
        foreach (Need need in Enum.GetValues<Need>()) Assert.NotEqual("", Machine.Lacks(need));
        // Nobody is both.
        Assert.NotNull(Machine.Lacks(Need.Root, Need.NotRoot));
        Assert.Null(Machine.Lacks());
    }
}

using System.Xml.Linq;

namespace PluginRender.Build.Testing;

/// <summary>How many tests passed, failed and were skipped.</summary>
public sealed record TestTotals(int Passed, int Failed, int Skipped)
{
    /// <summary>No tests.</summary>
    public static TestTotals None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static TestTotals operator +(TestTotals left, TestTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new TestTotals(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);
    }

    /// <summary>Both together.</summary>
    public static TestTotals Add(TestTotals left, TestTotals right) => left + right;

    /// <summary>Counts the results of a TRX file. Its own counters leave skipped tests out.</summary>
    public static TestTotals FromTrx(XDocument trx)
    {
        ArgumentNullException.ThrowIfNull(trx);
        ILookup<string, XElement> byOutcome = trx.Descendants()
            .Where(element => element.Name.LocalName == "UnitTestResult")
            .ToLookup(element => element.Attribute("outcome")?.Value ?? string.Empty);
        int passed = byOutcome["Passed"].Count();
        int skipped = byOutcome["NotExecuted"].Count();
        return new TestTotals(passed, byOutcome.Sum(results => results.Count()) - passed - skipped, skipped);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

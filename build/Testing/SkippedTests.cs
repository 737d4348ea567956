using System.Xml.Linq;

namespace PluginRender.Build.Testing;

/// <summary>Why tests were skipped: what the machine lacks for them.</summary>
public static class SkippedTests
{
    /// <summary>The reason of each skipped test in a TRX file.</summary>
    public static IEnumerable<string> ReasonsIn(XDocument trx)
    {
        ArgumentNullException.ThrowIfNull(trx);
        return trx.Descendants()
            .Where(element => element.Name.LocalName == "UnitTestResult" && element.Attribute("outcome")?.Value == "NotExecuted")
            .Select(ReasonOf);
    }

    /// <summary>One line for each reason, the most frequent first.</summary>
    public static IEnumerable<string> Summary(IEnumerable<string> reasons) =>
        from reason in reasons
        group reason by reason into same
        orderby same.Count() descending, same.Key
        select $"skipped {same.Count()}: {same.Key}";

    // Adapters differ in where they put it.
    private static string ReasonOf(XElement result) => result.Descendants()
        .Where(element => element.Name.LocalName is "Message" or "StdOut").Select(element => element.Value.Trim())
        .FirstOrDefault(text => text.Length > 0) ?? "no reason was given";
}

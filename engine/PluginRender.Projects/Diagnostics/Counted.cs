using System.Globalization;

namespace PluginRender.Projects;

/// <summary>Numbers in messages, as people say them: <c>1 chunk</c>, <c>2 chunks</c>, and nothing that is there as <c>0.0</c>.</summary>
public static class Counted
{
    /// <summary>A number of things.</summary>
    /// <param name="number">How many.</param>
    /// <param name="what">One of them; its plural ends with an s.</param>
    public static string Of(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    /// <summary>A size: bytes, kB from 1000 of them on, MB from 100 kB on, GB from 1000 MB on.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => Of(bytes, "byte"),
        < 99_500 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        < 999_950_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>A duration that was measured: hundredths below a second, tenths above.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 0.005 => "less than 0.01 s",
        < 0.995 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
    };
}

namespace PluginRender.Projects.Tests.Diagnostics;

public class CountedTests
{
    [Theory]
    [InlineData(0, "0 chunks")]
    [InlineData(1, "1 chunk")]
    [InlineData(2, "2 chunks")]
    public void Of_Number_HasItsPlural(int number, string text) => Assert.Equal(text, Counted.Of(number, "chunk"));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(99_499, "99 kB")]
    [InlineData(99_500, "0.1 MB")]
    [InlineData(12_340_000, "12.3 MB")]
    [InlineData(999_949_999, "999.9 MB")]
    [InlineData(2_000_000_000_000, "2000.0 GB")]
    public void Bytes_OfWhatIsThere_IsNeverZero(long bytes, string text) => Assert.Equal(text, Counted.Bytes(bytes));

    [Theory]
    [InlineData(0, "less than 0.01 s")]
    [InlineData(0.005, "0.01 s")]
    [InlineData(0.994, "0.99 s")]
    [InlineData(0.995, "1.0 s")]
    [InlineData(61.25, "61.3 s")]
    public void Seconds_Measured_AreNeverZero(double seconds, string text) => Assert.Equal(text, Counted.Seconds(seconds));
}

using PluginRender.Detection.Saliency;

namespace PluginRender.Detection.Tests.Saliency;

public class LabColorTests
{
    // Values of the color charts that come with every color library: CIELAB, D65, 2 degrees.
    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 255, 0, 87.73, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    [InlineData(119, 119, 119, 50.03, 0, 0)]
    [InlineData(3, 5, 8, 1.31, -0.14, -1.31)]
    public void Of_KnownColors_IsWithinATenth(byte red, byte green, byte blue, double l, double a, double b)
    {
        LabColor color = LabColor.Of(red, green, blue);

        Assert.InRange((double)color.L / LabColor.Scale, l - 0.1, l + 0.1);
        Assert.InRange((double)color.A / LabColor.Scale, a - 0.2, a + 0.2);
        Assert.InRange((double)color.B / LabColor.Scale, b - 0.2, b + 0.2);
    }
}

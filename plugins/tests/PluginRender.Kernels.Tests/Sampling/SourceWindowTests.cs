namespace PluginRender.Kernels.Sampling.Tests;

public class SourceWindowTests
{
    [Theory]
    [InlineData(2880, 1620, 0, 0, 2880, 1620)]
    [InlineData(4000, 1080, 1040, 0, 1920, 1080)]
    [InlineData(1920, 2000, 0, 460, 1920, 1080)]
    public void Fit_AnyAspect_IsTheLargestCenteredWindow(int width, int height, double left, double top, double windowWidth, double windowHeight)
        => Assert.Equal(new SourceWindow(left, top, windowWidth, windowHeight), SourceWindow.Fit(width, height, 1920, 1080));

    [Fact]
    public void Zoom_ByOne_IsTheWindow()
    {
        SourceWindow window = new(10, 20, 300, 200);
        Assert.Equal(window, window.Zoom(0.3, 0.7, 1));
    }

    [Fact]
    public void Zoom_AboutAPoint_KeepsItsPlaceInTheFrame()
    {
        SourceWindow window = new(10, 20, 300, 200), zoomed = window.Zoom(0.25, 0.75, 3);
        Assert.Equal(100, zoomed.Width, 1e-9);
        Assert.Equal(window.Left + (0.25 * window.Width), zoomed.Left + (0.25 * zoomed.Width), 1e-9);
        Assert.Equal(window.Top + (0.75 * window.Height), zoomed.Top + (0.75 * zoomed.Height), 1e-9);
    }

    [Fact]
    public void Zoom_NotPositive_IsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new SourceWindow(0, 0, 1, 1).Zoom(0.5, 0.5, 0));
}

namespace PluginRender.Planning.Tests;

/// <summary>Facts as literals.</summary>
internal static class SomeFacts
{
    /// <summary>Two subjects, of which the second has a text score, a tag, a mask and a text score.</summary>
    public static PictureFacts Full { get; } = new(
        [
            new Subject("dog", 0.875, SubjectSource.Yolo, new PictureBox(0.25, 0.5, 0.125, 0.25), new PicturePoint(0.3, 0.6)),
            new Subject("salient", 0.5, SubjectSource.Saliency, new PictureBox(0, 0, 1, 0.1), new PicturePoint(0.5, 0.05), -0.125),
        ],
        [new PictureTag("beach \"x\"", 0.75)], 0.25, new MaskReference(160, 90, new string('d', 64)));

    /// <summary>One subject with its center there.</summary>
    public static PictureFacts At(double x, double y)
        => new([new Subject("salient", 1, SubjectSource.Saliency, new PictureBox(0, 0, 1, 1), new PicturePoint(x, y))], []);
}

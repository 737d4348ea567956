using System.Globalization;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.References;

/// <summary>Shows frames that differ: what was expected, what was received, and where they are not the same.</summary>
internal sealed class DifferencePictures(string folder, IFolderFlush folders)
{
    /// <summary>So many frames are shown.</summary>
    private const int Most = 8;

    /// <summary>Which frames are shown: the worst of all, the first of each segment, and others at even distances.</summary>
    public static IReadOnlyList<int> Chosen(IReadOnlyList<DifferingFrame> differing)
    {
        IEnumerable<int> worst = differing.Where(d => d.Decibels is not null).OrderBy(d => d.Decibels).Take(1).Select(d => d.Frame);
        IEnumerable<int> firsts = differing.DistinctBy(d => d.Segment.Id).Take(Most - 1).Select(d => d.Frame);
        IEnumerable<int> spread = Enumerable.Range(0, Most).Select(i => differing[(int)((long)i * differing.Count / Most)].Frame);
        return [.. worst.Concat(firsts).Concat(spread).Distinct().Take(Most).Order()];
    }

    /// <param name="plan">The plan of the render.</param>
    /// <param name="expectedFile">The reference's frames; null where they are not there.</param>
    /// <param name="receivedFile">Those of now.</param>
    /// <param name="frames">Which to show, in order.</param>
    /// <returns>A line for each frame.</returns>
    public IReadOnlyList<string> Write(RenderPlan plan, string? expectedFile, string receivedFile, IReadOnlyList<int> frames)
    {
        DurableFile.CreateFolder(folder, folders);
        var lines = new List<string>();
        FramePairs.Each(plan, expectedFile, receivedFile, frames, (frame, before, now) =>
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"frame-{frame:000000}-");
            RgbPicture received = now.ToRgb();
            Save(name + "received.png", received);
            if (expectedFile is null)
            {
                lines.Add(Path.Combine(folder, name + "received.png"));
                return;
            }

            RgbPicture expected = before.ToRgb();
            Save(name + "expected.png", expected);
            Save(name + "difference.png", FrameDifference.Picture(expected, received, out int factor));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(folder, name)}expected.png, -received.png, -difference.png (times {factor})"));
        });
        return lines;
    }

    private void Save(string name, RgbPicture picture) => DurableFile.Write(Path.Combine(folder, name), PictureCodec.EncodePng(picture), folders);
}

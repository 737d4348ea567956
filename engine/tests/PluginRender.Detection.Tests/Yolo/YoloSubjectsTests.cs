using PluginRender.Detection.Yolo;
using PluginRender.Planning;

namespace PluginRender.Detection.Tests.Yolo;

public class YoloSubjectsTests
{
    private static readonly Letterbox Square = Letterbox.Fit(100, 100, 100, 100);

    [Fact]
    public void Rank_BoxesOfAPicture_ByScoreTimesRootOfArea()
    {
        // 0.9 · √0.01 = 0.09; 0.6 · √0.25 = 0.3.
        var ranked = YoloSubjects.Rank([new(0, 0, 10, 10, 0.9, 1, 0), new(20, 20, 70, 70, 0.6, 0, 1), new(110, 0, 120, 10, 0.9, 0, 2)], Square, ["person"]);

        Assert.Equal(["person", "class 1"], ranked.Select(r => r.Subject.Label));
        Assert.Equal(new Subject("person", 0.6, SubjectSource.Yolo, new PictureBox(0.2, 0.2, 0.5, 0.5), new PicturePoint(0.45, 0.45)),
            new PictureFacts([ranked[0].Subject], []).Rounded().Subjects[0]);
    }

    [Fact]
    public void Combine_TwoObjects_IsTheirMasksInsideTheirBoxes()
    {
        // An input of 16x16 with prototypes of 4x4; the picture lies in rows 4 to 12, which are rows 1 to 3 of the mask.
        Letterbox letterbox = Letterbox.Fit(16, 8, 16, 16);
        float[] prototypes = new float[2 * 16];
        prototypes.AsSpan(0, 16).Fill(10);
        prototypes.AsSpan(16, 16).Fill(-10);
        SoftMask mask = new PrototypeMasks(2, 4, 4).Combine(prototypes, letterbox,
            [(new(0, 4, 4, 8, 1, 0, 0), [1, 0]), (new(8, 4, 16, 12, 1, 0, 0), [0, 1]), (new(4, 8, 8, 12, 1, 0, 0), [0, 0])]);

        Assert.Equal((4, 2), (mask.Width, mask.Height));
        // e^10 is 22026: 255 / (1 + 1/22026) rounds to 255, and the other way to 0; half of it without coefficients.
        Assert.Equal([255, 0, 0, 0, 0, 128, 0, 0], mask.Samples);
    }
}

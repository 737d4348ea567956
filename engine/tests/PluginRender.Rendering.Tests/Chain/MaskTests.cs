using System.Security.Cryptography;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>What the chain tells effects of the subject's mask, and of the part of the picture that a frame shows.</summary>
public class MaskTests
{
    private static readonly byte[] Samples = [0, 255, 7, 8, 9, 10];

    private readonly List<SubjectMask?> masks = [];
    private readonly List<PictureArea> shown = [];

    [Fact]
    public void Mask_OfAPicture_IsGivenToEffectsThatUseIt()
    {
        Frames(TestChunks.Picture(128, 36), Using("uses"), TestChunks.Effect("does not"));

        Assert.Equal(2, masks.Count);
        Assert.Equal(Samples, masks[0]!.Row(0).ToArray().Concat(masks[0]!.Row(1).ToArray()));
        Assert.Null(masks[1]);
    }

    [Fact]
    public void Mask_OfAColor_IsNone()
    {
        Frames(TestChunks.Color, Using("uses"));
        Assert.Null(Assert.Single(masks));
        Assert.Equal([PictureArea.Whole], shown.Distinct());
    }

    // The largest window of 64x36 in a picture of 128x36 is its middle half.
    [Theory]
    [InlineData(PixelAccess.Point)]
    [InlineData(PixelAccess.Neighborhood)]
    public void Shown_WithoutASourceEffect_IsTheLargestWindow(PixelAccess access)
    {
        Frames(TestChunks.Picture(128, 36), Using("uses", access), Using("second", access));
        Assert.Equal([new PictureArea(0.25, 0, 0.5, 1)], shown.Distinct());
    }

    [Theory]
    [InlineData(PixelAccess.Point)]
    [InlineData(PixelAccess.Neighborhood)]
    public void Shown_BehindASourceEffect_IsWhatThatSaysOfEachFrame(PixelAccess access)
    {
        Frames(TestChunks.Picture(128, 36), TestChunks.Effect("camera", PixelAccess.Source), Using("uses", access));

        Assert.Equal([0, 1, 2], shown.Distinct().Select(a => a.Left));
        // The picture's size, as it was told.
        Assert.All(shown, a => Assert.Equal((0, 128, 36), (a.Top, a.Width, a.Height)));
    }

    [Theory]
    [InlineData("silent", "it uses the mask of the picture's subjects, and silent of plugin Effects.Fake, which comes first, does not say which part of the picture it shows: leave out one of the two, or override AreaAt in the latter", "uses")]
    [InlineData("wrong", "its AreaAt gave PictureArea { Left = 0, Top = 0, Width = NaN, Height = 1 }; a part of a picture is finite and not empty", "wrong")]
    [InlineData("failing", "InvalidOperationException: deliberate", "failing")]
    public void SourceEffect_WithoutAUsableArea_IsNamed(string id, string problem, string effect)
    {
        EffectException e = Assert.Throws<EffectException>(() => Frames(TestChunks.Picture(128, 36), TestChunks.Effect(id, PixelAccess.Source), Using("uses")));

        Assert.Equal((effect, 0, problem), (e.EffectId, e.Frame, e.Problem));
    }

    [Fact]
    public void SourceEffect_WithoutAnArea_WorksWhereNobodyHasAMask()
    {
        Frames(TestChunks.Picture(128, 36), TestChunks.Effect("silent", PixelAccess.Source), TestChunks.Effect("does not"));
        Assert.Equal([PictureArea.Whole], shown.Distinct());
        var unseen = new List<byte[]>();
        using (var chunks = Chunks()) unseen = chunks.Frames(TestChunks.Plan(64, 36, 1, 1, TestChunks.Picture(128, 36), TestChunks.Effect("silent", PixelAccess.Source), Using("uses")));
        Assert.Single(unseen);
    }

    private void Frames(PlannedSource source, params PlannedEffect[] effects)
    {
        var mask = new MaskReference(3, 2, Convert.ToHexStringLower(SHA256.HashData(Samples)));
        if (source is PlannedSource.Picture picture) source = picture with { Facts = new PictureFacts([], [], null, mask) { MaskSamples = MaskSamples.Of(Samples) } };
        using TestChunks chunks = Chunks();
        chunks.Frames(TestChunks.Plan(64, 36, 3, 1, source, effects));
    }

    private TestChunks Chunks() => new(
        (effect, context) =>
        {
            if (effect.Access == PixelAccess.Source) return new Camera(effect.Id);
            masks.Add(context.Mask);
            return effect.Access == PixelAccess.Point ? new Noting(shown) : new NotingNeighborhood(shown);
        },
        (128, 36));

    private static PlannedEffect Using(string id, PixelAccess access = PixelAccess.Point) => TestChunks.Effect(id, access) with { UsesSubjectMask = true };

    private sealed class Noting(List<PictureArea> shown) : PointEffect
    {
        public override void BeginFrame(in FrameTime time) => shown.Add(time.Shown);

        public override void Apply(in FrameTime time, in Band band) => shown.Add(time.Shown);
    }

    private sealed class NotingNeighborhood(List<PictureArea> shown) : NeighborhoodEffect
    {
        public override int Radius => 0;

        public override void BeginFrame(in FrameTime time) => shown.Add(time.Shown);

        public override void Apply(in FrameTime time, in FrameView input, in Band output)
        {
            shown.Add(time.Shown);
            Fill.With(output);
        }
    }

    private sealed class Camera(string id) : SourceEffect
    {
        private int begun = -1;

        public override void BeginFrame(in FrameTime time) => begun = time.Frame;

        public override PictureArea? AreaAt(in FrameTime time, int pictureWidth, int pictureHeight) => id switch
        {
            "silent" => null,
            "wrong" => new PictureArea(0, 0, double.NaN, 1),
            "failing" => throw new InvalidOperationException("deliberate"),
            _ => new PictureArea(begun, time.Frame - begun, pictureWidth, pictureHeight),
        };

        public override void Render(in FrameTime time, in SourcePicture source, in Band output)
        {
            Assert.Equal(PictureArea.Whole, time.Shown);
            Fill.With(output);
        }
    }

    private static class Fill
    {
        public static void With(in Band output)
        {
            for (int row = output.FirstRow; row < output.FirstRow + output.RowCount; row++) output.Luma.Row(row).Fill(1000);
            for (int row = output.FirstRow / 2; row < (output.FirstRow + output.RowCount) / 2; row++)
            {
                output.Cb.Row(row).Fill(1000);
                output.Cr.Row(row).Fill(1000);
            }
        }
    }
}

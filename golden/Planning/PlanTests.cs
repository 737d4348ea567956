using System.Collections.Immutable;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Golden.Planning;

/// <summary>The plan's text: what chunk keys are made of. A change here makes every cache start anew.</summary>
public class PlanTests
{
    private static readonly EffectDescriptor Zoom = Descriptor("zoom", PixelAccess.Source);
    private static readonly EffectDescriptor Stamp = Descriptor("stamp", PixelAccess.Point);

    [Fact]
    public Task Plan_SmallProject_HasThisText()
    {
        var project = new RenderProject("small.json", "/project", "small",
            new OutputSettings(320, 180, new FrameRate(30000, 1001), OutputProfile.Delivery, 20.5),
            [
                new ProjectSegment("intro", new ProjectSource.Color(new RgbColor(16, 32, 48), default), 1.5m, "Title", [], default),
                new ProjectSegment("shot", new ProjectSource.Image("pictures/a.jpg", "/project/pictures/a.jpg", default), 2.25m, null,
                    [
                        new ProjectEffect(Zoom, [new("focus", new ParameterValue.Focus(FocusPoint.At(0.25, 0.75))), new("zoomTo", new ParameterValue.Number(1.2))]),
                        new ProjectEffect(Stamp,
                        [
                            new("color", new ParameterValue.Color(new RgbColor(255, 0, 10))), new("count", new ParameterValue.Integer(3)),
                            new("label", new ParameterValue.Text("„ä“ <b>")), new("mirrored", new ParameterValue.Boolean(true)),
                            new("mode", new ParameterValue.Choice("soft")), new("at", new ParameterValue.Focus(FocusPoint.Subject)),
                        ]),
                    ],
                    default),
                new ProjectSegment("end", new ProjectSource.Image("b.png", "/project/b.png", default), 3m, null, [], default),
            ]);
        var pictures = new Dictionary<string, PictureInfo>
        {
            ["/project/pictures/a.jpg"] = new(4000, 3000, new string('a', 64)),
            ["/project/b.png"] = new(640, 480, new string('b', 64)),
        };
        // Literal versions: the real ones change with every change of those assemblies.
        var options = new PlanOptions(2m, 2, "libavcodec 60.1, x264 164",
            [new HostAssembly("PluginRender.Sdk", "00000000-0000-0000-0000-000000000001"), new HostAssembly("PluginRender.Kernels", "00000000-0000-0000-0000-000000000002")]);
        var facts = new Dictionary<string, PictureFacts>
        {
            ["shot"] = new(
                [
                    new Subject("dog", 0.8125, SubjectSource.Yolo, new PictureBox(0.25, 0.5, 0.1, 0.2), new PicturePoint(0.3, 0.6), 0.2875),
                    new Subject("salient", 0.5, SubjectSource.Saliency, new PictureBox(0, 0, 1, 0.1), new PicturePoint(0.5, 0.05)),
                ],
                [new PictureTag("beach", 0.75)], 0.25, new MaskReference(160, 120, new string('d', 64))),
            ["end"] = PictureFacts.None,
        };
        return Verify(PlanJson.Write(RenderPlanner.Plan(project, pictures, options, facts)), "json").ToTask();
    }

    private static EffectDescriptor Descriptor(string id, PixelAccess access) => new(
        id, "1.2.3", "Does something.", access, Concurrency.Reentrant, Determinism.BitExact, ImmutableArray<ParameterDescriptor>.Empty,
        "Effects.Literal", new string('c', 64));
}

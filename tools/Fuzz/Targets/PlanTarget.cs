using System.Security.Cryptography;
using System.Text;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Fuzz.Targets;

/// <summary>The reader of frozen plans.</summary>
internal sealed class PlanTarget : IFuzzTarget
{
    public IReadOnlyList<byte[]> Seeds { get; } = [Encoding.UTF8.GetBytes(PlanJson.Write(Plan()))];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"planVersion\"", "\"output\"", "\"encoder\"", "\"host\"", "\"frames\"", "\"segments\"", "\"chunks\"", "\"source\"", "\"image\"", "\"color\"", "\"sha256\"", "\"effects\"",
        "\"parameters\"", "\"parameterKinds\"", "\"number\"", "\"integer\"", "\"boolean\"", "\"text\"", "\"choice\"", "\"focus\"", "\"facts\"", "\"mask\"", "\"samples\"", "\"usesSubjectMask\"", "\"../../etc/passwd\"", "\"/etc/passwd\"", "\"file://a\"",
        "{", "}", "[", "]", ",", ":", "null", "true", "false", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "-1", "1e400", "[[[[[[[[[[[[[[[[[[",
    ];

    public bool Accepts(byte[] input)
    {
        RenderPlan plan;
        try
        {
            plan = PlanJson.Read(Encoding.UTF8.GetString(input));
        }
        catch (PlanException e)
        {
            if (e.Message.Any(char.IsControl)) throw new BrokenPromiseException("a message has control characters");
            return false;
        }

        string text = PlanJson.Write(plan);
        return PlanJson.Write(PlanJson.Read(text)) == text ? true : throw new BrokenPromiseException("the plan is not the same when it was written and read");
    }

    public void Dispose()
    {
    }

    private static RenderPlan Plan()
    {
        ProjectEffect[] effects =
        [
            .. KnownEffects.All.Select(e => new ProjectEffect(e, [.. e.Parameters.Select(p => new NamedValue(p.Name, p.Default ?? new ParameterValue.Integer(3)))])),
        ];
        // One of them gets the mask of what the picture shows.
        effects[1] = effects[1] with { Descriptor = effects[1].Descriptor with { UsesSubjectMask = true } };
        byte[] samples = [.. Enumerable.Range(0, 24).Select(i => (byte)(i < 12 ? 255 : 20 * (i % 4)))];
        PictureFacts facts = PictureFacts.None with
        {
            Mask = new MaskReference(6, 4, Convert.ToHexStringLower(SHA256.HashData(samples))),
            MaskSamples = MaskSamples.Of(samples),
        };
        var picture = new ProjectSource.Image("images/a.png", "/images/a.png", default);
        var project = new RenderProject("a.json", "/", "a", new OutputSettings(64, 36, new FrameRate(30, 1), OutputProfile.Draft, 23),
        [
            new ProjectSegment("a", picture, 2, null, [.. effects], default),
            new ProjectSegment("b", new ProjectSource.Color(default, default), 3, null, [effects[2]], default),
        ]);
        return RenderPlanner.Plan(
            project, new Dictionary<string, PictureInfo> { [picture.AbsolutePath] = new(640, 480, new string('a', 64)) },
            new PlanOptions(1, 2, "libavcodec 1", [new HostAssembly("PluginRender.Kernels", "1")]),
            new Dictionary<string, PictureFacts> { ["a"] = facts });
    }
}

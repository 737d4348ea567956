using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Fuzz.Targets;

/// <summary>The reader of chunk files: joining and verifying, down to decoding.</summary>
internal sealed class ChunkTarget : IFuzzTarget
{
    private readonly ScratchFolder scratch = new();
    private readonly OutputVerifier verifier = new();
    private readonly PacketCopyAssembler assembler = new();
    private readonly RenderPlan draft;

    public ChunkTarget()
    {
        string library = FFmpegLibraries.Load().Versions;
        draft = Plan(OutputProfile.Draft, library);
        Seeds = [Encode(draft, "draft.mp4"), Encode(Plan(OutputProfile.Delivery, library), "delivery.mp4")];
    }

    public IReadOnlyList<byte[]> Seeds { get; }

    public IReadOnlyList<string> Words { get; } =
    [
        "ftyp", "moov", "trak", "mdia", "minf", "dinf", "dref", "url \0\0\0\0file:///etc/passwd", "alis", "stbl", "stsd", "avc1", "avcC", "hvc1", "stts", "ctts", "stsc", "stsz", "stco", "co64",
        "mdat", "moof", "traf", "trun", "tfhd", "sidx", "udta", "meta", "uuid", "free", "rmra", "rmda", "rdrf", "cmov", "elst", "edts", "sgpd", "\0\0\0\u0001", "#EXTM3U\n/etc/passwd\n",
    ];

    public bool Accepts(byte[] input)
    {
        string file = scratch.File("chunk.mp4");
        File.WriteAllBytes(file, input);
        return Verifies(file) | Joins(file);
    }

    public void Dispose() => scratch.Dispose();

    private bool Verifies(string file)
    {
        try
        {
            return verifier.Verify(draft, file, _ => file, VerificationDepth.Decode).IsProven;
        }
        catch (EncodingException)
        {
            return false;
        }
    }

    private bool Joins(string file)
    {
        try
        {
            using IAssembly assembly = assembler.Begin(draft, scratch.File("joined.mp4"));
            assembly.Append(draft.Chunks[0], file);
            assembly.Finish();
            return true;
        }
        catch (Exception e) when (e is EncodingException or SeamException)
        {
            return false;
        }
    }

    private static RenderPlan Plan(OutputProfile profile, string library)
    {
        var project = new RenderProject("a.json", "/", "a", new OutputSettings(32, 16, new FrameRate(30, 1), profile, 30),
            [new ProjectSegment("a", new ProjectSource.Color(default, default), 0.2m, null, [], default)]);
        return RenderPlanner.Plan(project, new Dictionary<string, PictureInfo>(), new PlanOptions(1, 1, library, []));
    }

    private byte[] Encode(RenderPlan plan, string name)
    {
        string file = scratch.File(name);
        using (IFrameEncoder encoder = new FrameEncoderFactory().Open(plan, file))
        {
            for (int frame = 0; frame < plan.FrameCount; frame++)
            {
                EncoderFrame picture = encoder.Acquire();
                for (int i = 0; i < picture.Luma.Length; i++) picture.Luma[i] = (byte)((i * 7) + (frame * 31));
                picture.Cb.Fill((byte)(100 + frame));
                picture.Cr.Fill((byte)(150 - frame));
                encoder.Submit();
            }

            encoder.Finish();
        }

        return File.ReadAllBytes(file);
    }
}

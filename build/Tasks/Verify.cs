using Cake.Frosting;
using PluginRender.Build.Rendering;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Checks an output against its plan and chunks: the seam certificate.</summary>
[TaskName(nameof(Verify)), TaskDescription("Checks an output against its plan and chunks: the seam certificate.")]
public sealed class Verify : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var session = new RenderSession(context);
        RenderPlan plan = session.MakePlan(out _, decodesPictures: false);
        string output = session.Arguments.OutputFile;
        if (!File.Exists(output))
            throw new TaskFailedException(ExitCode.BadInput, $"{output}: there is no such file; render it first, or give --output=FILE");
        SeamCertificate certificate;
        try
        {
            certificate = new OutputVerifier().Verify(plan, output, c => session.Store.PathOf(c.Key), VerificationDepth.Decode);
        }
        catch (EncodingException e)
        {
            throw new TaskFailedException(ExitCode.BadInput, $"{e.Message}; this is no output of a render, render it again", e);
        }

        foreach (Seam seam in certificate.Seams)
        {
            string parameters = seam.ParametersEqual switch { true => "parameters and extradata equal", false => "parameters DIFFER", null => "chunk no longer in the cache" };
            session.Write("verify", $"chunk {seam.Chunk} at frame {seam.Frame}: {(seam.StartsWithIdr ? "IDR" : "NO IDR")}, {parameters}");
        }

        foreach (string problem in certificate.Problems) session.Write("verify", $"PROBLEM {problem}");
        if (!certificate.IsProven)
            throw new TaskFailedException(ExitCode.BadInput, $"{output} is not what its plan says: {certificate.Problems[0]}; render it again");
        session.Write("verify", $"PROVEN {Counted.Of(certificate.Frames, "frame")}, {certificate.DecodedFrames} decoded without an error, {Counted.Of(certificate.Seams.Length, "chunk")} joined by packet copy");
    }
}

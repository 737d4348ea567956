using System.Globalization;

namespace PluginRender.Planning;

/// <summary>What a plan says of the mask that an effect gets: which it is, beside the effect, and its samples, once with the source.</summary>
internal static class MaskMember
{
    /// <summary>Reads an effect's member and compares it with the source's facts, which it follows from.</summary>
    /// <exception cref="PlanException">It is missing or of another mask, or the mask's samples are missing.</exception>
    public static void Check(PlanObject effect, PlannedSegment segment, PlannedEffect read, bool isEdited)
    {
        MaskReference? mask = segment.MaskFor(read);
        if (!effect.Has("mask") && (mask is null || isEdited))
        {
            CheckSamples(segment, read, effect.Path);
            return;
        }

        PlanObject member = effect.Object("mask");
        var told = new MaskReference(member.Integer("width", 1, 4096), member.Integer("height", 1, 4096), member.Hash("sha256"));
        member.RefuseOthers();
        if (!isEdited && told != mask)
            throw new PlanException(member.Path, $"is {Name(told)}, and the source's mask is {(mask is null ? "none" : Name(mask))}");
        CheckSamples(segment, read, effect.Path);
    }

    /// <summary>An effect that gets a mask needs the samples, wherever the plan is rendered.</summary>
    /// <exception cref="PlanException">They are missing.</exception>
    public static void CheckSamples(PlannedSegment segment, PlannedEffect effect, string path)
    {
        if (segment.MaskFor(effect) is { } mask && (segment.Source as PlannedSource.Picture)?.Facts?.MaskSamples is null)
            throw new PlanException(path, $"is {effect.Id}, which uses the subject's mask {Name(mask)}, and the source's facts.mask has no samples");
    }

    private static string Name(MaskReference mask) => string.Create(CultureInfo.InvariantCulture, $"{mask.Width}x{mask.Height} with SHA-256 {mask.Sha256[..8]}");
}

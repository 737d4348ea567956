using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>What several effects had been lent is not as it should be, and which of them did it is not known.</summary>
/// <param name="frame">The frame within the segment in which it was found.</param>
/// <param name="suspects">Those who had been lent it, in the order of their calls.</param>
/// <param name="isTrespass">Whether something was written beside the rows; else it was written when none was being called.</param>
internal sealed class UnknownOffenderException(int frame, IReadOnlyList<LoadedEffect> suspects, bool isTrespass) : Exception("effects have damaged a frame")
{
    public int Frame { get; } = frame;

    /// <summary>The failure of one of the suspects; of the only one, or of the one that was called last when nothing more can be found out.</summary>
    public EffectException Blame() => isTrespass ? suspects[^1].Trespassed(Frame) : suspects[^1].Kept(Frame);

    /// <summary>Itself, or the failure of the only suspect; null for nobody.</summary>
    public static Exception? Of(int frame, IReadOnlyList<LoadedEffect> suspects, bool isTrespass)
    {
        if (suspects.Count == 0) return null;
        var unknown = new UnknownOffenderException(frame, suspects, isTrespass);
        return suspects.Count == 1 ? unknown.Blame() : unknown;
    }
}

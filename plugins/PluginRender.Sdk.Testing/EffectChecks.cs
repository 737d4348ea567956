using System.Globalization;

namespace PluginRender.Sdk.Testing;

/// <summary>
/// Whether an effect keeps what it promises. Each check throws an <see cref="EffectCheckException"/> that says what to look
/// at; a test needs no assertion of its own.
/// </summary>
public static class EffectChecks
{
    /// <summary>Every check, and the speed.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="print">Takes the line that says how fast it is.</param>
    public static void All(TestedEffect effect, Action<string>? print = null)
    {
        FramesInAnyOrder(effect);
        AnySplitIntoBands(effect);
        StridesAndGuards(effect);
        InPlace(effect);
        Threads(effect);
        SameBits(effect);
        ParameterEnds(effect);
        Unload(effect);
        print?.Invoke(Speed(effect));
    }

    /// <summary>Frames forward, backward, again and by another instance are the same.</summary>
    public static void FramesInAnyOrder(TestedEffect effect) => FrameOrderCheck.Run(Checked(effect));

    /// <summary>Bands of 2 rows up to the whole frame, in both directions, give the same frame, from 16x16 to 8192 wide.</summary>
    public static void AnySplitIntoBands(TestedEffect effect) => BandSplitCheck.Run(Checked(effect));

    /// <summary>Padded rows and odd chroma sizes make no difference, and nothing but the band's samples is written.</summary>
    public static void StridesAndGuards(TestedEffect effect) => LayoutCheck.Run(Checked(effect));

    /// <summary>A <see cref="PointEffect"/> depends on nothing but the samples it changes; others pass.</summary>
    public static void InPlace(TestedEffect effect) => InPlaceCheck.Run(Checked(effect));

    /// <summary>What is declared by <see cref="EffectAttribute.Concurrency"/> holds with four threads; <see cref="Concurrency.Unsafe"/> passes.</summary>
    public static void Threads(TestedEffect effect) => ConcurrencyCheck.Run(Checked(effect));

    /// <summary>
    /// What is declared by <see cref="EffectAttribute.Determinism"/> holds in other processes, for
    /// <see cref="Determinism.BitExact"/> also without AVX2 and without any vector code; <see cref="Determinism.None"/> passes.
    /// </summary>
    public static void SameBits(TestedEffect effect) => DeterminismCheck.Run(Checked(effect));

    /// <summary>Each parameter at both ends of its range, and at every choice, gives frames that any split gives.</summary>
    public static void ParameterEnds(TestedEffect effect) => ParameterEndsCheck.Run(Checked(effect));

    /// <summary>The plugin, loaded by the loader of a render, is gone from memory once it was disposed.</summary>
    public static void Unload(TestedEffect effect) => UnloadCheck.Run(Checked(effect));

    /// <summary>Frames take no managed memory once some have been rendered. Not a promise, and not in <see cref="All"/>: advice.</summary>
    public static void NoAllocations(TestedEffect effect) => AllocationCheck.Run(Checked(effect));

    /// <summary>How fast the effect is, in a line: nanoseconds per pixel at 1920x1080, on one thread.</summary>
    public static string Speed(TestedEffect effect)
    {
        double speed = SpeedMeasurement.Run(Checked(effect));
        return string.Create(CultureInfo.InvariantCulture, $"effect {effect.Descriptor.Id}: {speed:0.00} ns per pixel, {1e9 / (speed * 1920 * 1080):0} frames of 1920x1080 per second on one thread");
    }

    private static TestedEffect Checked(TestedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect;
    }
}

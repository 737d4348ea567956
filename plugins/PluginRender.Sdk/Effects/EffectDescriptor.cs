using System.Collections.Immutable;

namespace PluginRender.Sdk;

/// <summary>What an effect reads to make a sample.</summary>
public enum PixelAccess
{
    /// <summary>The sample itself (and its co-located other components): see <see cref="PointEffect"/>.</summary>
    Point,

    /// <summary>Samples within a radius: see <see cref="NeighborhoodEffect"/>.</summary>
    Neighborhood,

    /// <summary>Any sample of the frame: see <see cref="FrameEffect"/>.</summary>
    Frame,

    /// <summary>The full-resolution source instead of a frame: see <see cref="SourceEffect"/>.</summary>
    Source,
}

/// <summary>An effect, as read from its plugin's metadata without running its code.</summary>
/// <param name="Id">The name in project files.</param>
/// <param name="Version">The effect's own version.</param>
/// <param name="Summary">One sentence on what it does.</param>
/// <param name="Access">What it reads.</param>
/// <param name="Concurrency">How it may be called from several threads.</param>
/// <param name="Determinism">How far it is reproducible.</param>
/// <param name="Parameters">Its parameters, in the order of declaration.</param>
/// <param name="Plugin">Name of the plugin that has it.</param>
/// <param name="PluginHash">SHA-256 over the names and contents of the plugin's files, lower-case hexadecimal.</param>
public sealed record EffectDescriptor(
    string Id,
    string Version,
    string Summary,
    PixelAccess Access,
    Concurrency Concurrency,
    Determinism Determinism,
    ImmutableArray<ParameterDescriptor> Parameters,
    string Plugin,
    string PluginHash)
{
    /// <summary>Whether it gets the mask of the picture's subjects, <see cref="EffectContext.Mask"/>.</summary>
    public bool UsesSubjectMask { get; init; }

    /// <summary>What it takes beside the frames it is lent; null when it does not say.</summary>
    public EffectMemory? Memory { get; init; }
}

using System.Collections.Immutable;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>A project file that was read and found valid.</summary>
/// <param name="File">The file as the user named it: what messages show.</param>
/// <param name="Folder">Absolute path of its folder, symlinks resolved; sources are relative to it.</param>
/// <param name="Name">The file's name without its extension: the output's default name.</param>
/// <param name="Output">Size, rate and encoding of the video.</param>
/// <param name="Segments">At least one.</param>
/// <param name="Detector">How to look at pictures; null for <see cref="ProjectDetector.Default"/>.</param>
/// <param name="Planner">Who chooses effects where the project leaves it to a planner; null for <see cref="ProjectPlanner.Default"/>.</param>
public sealed record RenderProject(
    string File,
    string Folder,
    string Name,
    OutputSettings Output,
    ImmutableArray<ProjectSegment> Segments,
    ProjectDetector? Detector = null,
    ProjectPlanner? Planner = null);

/// <summary>How the video is encoded.</summary>
public enum OutputProfile
{
    /// <summary>libx264 ultrafast.</summary>
    Draft,

    /// <summary>A slower preset, High profile, B-frames.</summary>
    Delivery,
}

/// <param name="Width">Even, 16–8192.</param>
/// <param name="Height">Even, 16–8192.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Profile">Which encoder settings.</param>
/// <param name="Crf">x264's constant rate factor, 0–51; 23 by default.</param>
public sealed record OutputSettings(int Width, int Height, FrameRate Rate, OutputProfile Profile, double Crf);

/// <param name="Id">Unique; letters, digits, - and _.</param>
/// <param name="Source">What is shown.</param>
/// <param name="Duration">Seconds, exactly as written; positive.</param>
/// <param name="Text">What a planner reads.</param>
/// <param name="Effects">In the order they are applied.</param>
/// <param name="Position">Where the segment begins in the file.</param>
/// <param name="IsAuto">Whether a planner chooses the effects: they are empty until it has.</param>
public sealed record ProjectSegment(
    string Id, ProjectSource Source, decimal Duration, string? Text, ImmutableArray<ProjectEffect> Effects, TextPosition Position, bool IsAuto = false);

/// <summary>What a segment shows.</summary>
public abstract record ProjectSource(TextPosition Position)
{
    /// <param name="RelativePath">Relative to the project's folder, with forward slashes.</param>
    /// <param name="AbsolutePath">The file, symlinks resolved.</param>
    /// <param name="Position">Where the path stands in the project file.</param>
    public sealed record Image(string RelativePath, string AbsolutePath, TextPosition Position) : ProjectSource(Position);

    /// <param name="Value">The color that fills the frame.</param>
    /// <param name="Position">Where it stands in the project file.</param>
    public sealed record Color(RgbColor Value, TextPosition Position) : ProjectSource(Position);
}

/// <param name="Descriptor">The effect.</param>
/// <param name="Parameters">A value for every parameter of the descriptor, in its order, defaults filled in.</param>
/// <param name="Reason">Why a planner chose it; null where the author did.</param>
public sealed record ProjectEffect(EffectDescriptor Descriptor, ImmutableArray<NamedValue> Parameters, string? Reason = null);

/// <summary>A parameter and its value.</summary>
public readonly record struct NamedValue(string Name, ParameterValue Value);

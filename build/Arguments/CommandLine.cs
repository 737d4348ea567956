using Cake.Core.Diagnostics;

namespace PluginRender.Build.Arguments;

/// <summary>All arguments, read and valid.</summary>
/// <param name="Render">What to render and how.</param>
/// <param name="Preview">Which picture to show.</param>
/// <param name="Json">Print JSON instead of text.</param>
/// <param name="AcceptSnapshots">Take what Golden received as the new truth.</param>
/// <param name="LockPlugins">Pin the plugins that there are.</param>
/// <param name="WriteCatalog">Write down the built-in effects in the catalog and the project schema.</param>
/// <param name="SchemaFile">Where to write the project schema with the effects that there are; null for nowhere.</param>
/// <param name="Fuzz">How long to fuzz.</param>
/// <param name="Golden">What a project's render is compared with.</param>
/// <param name="Log">What standard output carries.</param>
/// <param name="Verbosity">How much of it; Cake's own frame comes with diagnostic.</param>
/// <param name="Help">Say what there is, and do nothing.</param>
/// <param name="Version">Say which version this is, and do nothing.</param>
public sealed record CommandLine(
    RenderArguments Render, PreviewArguments Preview, bool Json, bool AcceptSnapshots, bool LockPlugins, bool WriteCatalog, string? SchemaFile, FuzzArguments Fuzz,
    GoldenArguments Golden, LogChoice Log, Verbosity Verbosity, bool Help, bool Version);

/// <summary>What <c>Golden</c> compares a project's render with.</summary>
/// <param name="IsOfProject">Whether a project was given; without one, <c>Golden</c> runs this repository's own golden tests.</param>
/// <param name="Folder">Where the reference is; <c>NAME.golden</c> beside the project file by default.</param>
/// <param name="Decibels">The least peak signal-to-noise ratio of a frame that differs; null to allow no difference.</param>
public sealed record GoldenArguments(bool IsOfProject, string Folder, decimal? Decibels);

/// <summary>How long <c>Fuzz</c> runs, and on which inputs.</summary>
/// <param name="Count">Mutated inputs for each reader.</param>
/// <param name="Seed">What they are made from; null for another each time.</param>
public sealed record FuzzArguments(int Count, int? Seed);

/// <summary>Which picture <c>Preview</c> shows; with neither, one per segment.</summary>
/// <param name="Frame">A frame number.</param>
/// <param name="Seconds">A time.</param>
/// <param name="Watch">Show it again whenever something changes.</param>
public sealed record PreviewArguments(int? Frame, decimal? Seconds, bool Watch);

/// <summary>What a command line came to: itself, or everything that is wrong with it.</summary>
/// <param name="CommandLine">Null when anything is wrong.</param>
/// <param name="Errors">One line each, in the order of the arguments.</param>
/// <param name="Log">What standard output carries, also when something else is wrong.</param>
/// <param name="Names">The arguments that there are, Cake's own left out.</param>
public sealed record CommandLineResult(CommandLine? CommandLine, IReadOnlyList<string> Errors, LogChoice Log, IReadOnlyList<string> Names);

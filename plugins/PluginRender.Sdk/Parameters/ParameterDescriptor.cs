using System.Collections.Immutable;

namespace PluginRender.Sdk;

/// <summary>A parameter of an effect, as read from its metadata.</summary>
/// <param name="Name">Name in a project file, camelCase.</param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Summary">One sentence on what it does.</param>
/// <param name="Default">The value when none is given; null makes the parameter required.</param>
/// <param name="Minimum">Least value of a number, inclusive; −∞ without one.</param>
/// <param name="Maximum">Greatest value of a number, inclusive; +∞ without one.</param>
/// <param name="Unit">The unit as a word, or empty.</param>
/// <param name="Choices">The values of a <see cref="ParameterKind.Choice"/>; empty for other kinds.</param>
public sealed record ParameterDescriptor(
    string Name,
    ParameterKind Kind,
    string Summary,
    ParameterValue? Default,
    double Minimum,
    double Maximum,
    string Unit,
    ImmutableArray<string> Choices);

// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that tasks share.</summary>
public interface IFrostingContext : ICakeContext;

/// <summary>The base of a build's own context.</summary>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;

using Dlnx.Escape;

namespace Dlnx.Networks;

/// <summary>max(z, 0), with derivative 0 at 0.</summary>
public sealed record Rectifier : NetworkLayer;

/// <summary>A smooth activation, entry by entry.</summary>
/// <param name="Activation">φ with two derivatives</param>
public sealed record Pointwise(Activation Activation) : NetworkLayer;

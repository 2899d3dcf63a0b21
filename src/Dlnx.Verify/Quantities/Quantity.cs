using Dlnx.Verify.Parameters;

namespace Dlnx.Verify.Quantities;

/// <summary>
/// A number, or a few that belong together, that a paper names: a pure function of its parameters, which are properties
/// with a <see cref="ParameterAttribute"/>. Specs and <c>dlnx-verify eval</c> call the same library functions.
/// </summary>
public abstract class Quantity : IParameterized
{
    /// <inheritdoc/>
    public virtual void Validate() { }

    /// <summary>Computes the outputs from the present parameters.</summary>
    public abstract Outputs Evaluate();
}

/// <summary>Declares a class as a quantity.</summary>
/// <param name="name">Its name, such as <c>B/orbit</c>.</param>
/// <param name="summary">What it computes, in a few words.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QuantityAttribute(string name, string summary) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it computes.</summary>
    public string Summary { get; } = summary;

    /// <summary>The claims or equations it comes from.</summary>
    public string Source { get; init; } = "";
}

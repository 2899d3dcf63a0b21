namespace Dlnx.Verify.Parameters;

/// <summary>
/// Declares a property as a parameter that <c>--set name=value</c> changes. The property's initial value is the default;
/// for a list the range applies to every element.
/// </summary>
/// <param name="name">The name on the command line; by default the property's name with a small first letter.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the command line, or null for the property's own name.</summary>
    public string? Name { get; } = name;

    /// <summary>What the parameter means, with its symbol or unit.</summary>
    public string Description { get; init; } = "";

    /// <summary>Smallest allowed value.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed value.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The value must be strictly above this.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>The value must be strictly below this.</summary>
    public double Below { get; init; } = double.PositiveInfinity;
}

namespace Dlnx.Verify.Figures;

/// <summary>One axis of a figure.</summary>
/// <param name="Label">The quantity, with the field's symbol and unit.</param>
/// <param name="Scale">How numbers map to positions.</param>
public sealed record Axis(string Label, AxisScale Scale)
{
    /// <summary>An axis on which equal differences are equally far apart.</summary>
    public static Axis Linear(string label) => new(label, AxisScale.Linear);

    /// <summary>An axis on which equal ratios are equally far apart: power laws become straight lines.</summary>
    public static Axis Log(string label) => new(label, AxisScale.Log);
}

/// <summary>How numbers map to positions on an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart.</summary>
    Log,
}

namespace Dlnx.Specs;

/// <summary>Outputs that are undefined for some parameters.</summary>
public static class Defined
{
    /// <summary>The number, or null where it is not finite.</summary>
    public static double? OrNull(double value) => double.IsFinite(value) ? value : null;
}

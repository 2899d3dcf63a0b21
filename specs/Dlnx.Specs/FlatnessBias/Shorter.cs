namespace Dlnx.Specs.FlatnessBias;

/// <summary>Numbers with fewer digits, for shrinking.</summary>
internal static class Shorter
{
    /// <summary>The number on the grid of its two leading digits.</summary>
    public static double Of(double value, Func<double, double> rounding)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        var unit = (decimal)Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return (double)((decimal)rounding(value / (double)unit) * unit);
    }
}

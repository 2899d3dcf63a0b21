using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>Local maxima of sampled densities.</summary>
public static class Peak
{
    // Relative to the largest value.
    private const double Rounding = 1e-12;

    /// <summary>
    /// How many maxima stand out: the values rise to them, and fall after them, by more than rounding. A maximum at either
    /// end is none, since nobody knows how the values go on; add a zero where the density ends.
    /// </summary>
    /// <param name="values">samples in order</param>
    /// <param name="floor">maxima at most this high are not counted</param>
    public static int Count(ReadOnlySpan<double> values, double floor)
    {
        var prominence = Rounding * TensorPrimitives.Max(values);
        var (count, rising, extreme) = (0, false, values[0]);
        foreach (var value in values)
        {
            var turns = rising ? value < extreme - prominence : value > extreme + prominence;
            if (turns && rising && extreme > floor)
                count++;
            if (turns)
                rising = !rising;
            if (turns || (rising ? value > extreme : value < extreme))
                extreme = value;
        }
        return count;
    }

    /// <summary>The abscissa of the largest sample on an equidistant grid, refined by the parabola through its neighbours.</summary>
    /// <param name="first">the first abscissa</param>
    /// <param name="spacing">the distance of neighbours</param>
    /// <param name="values">samples in order, at least one</param>
    public static double Refine(double first, double spacing, ReadOnlySpan<double> values)
    {
        var top = values.IndexOf(TensorPrimitives.Max(values));
        if (top == 0 || top == values.Length - 1)
            return first + (spacing * top);
        var (left, middle, right) = (values[top - 1], values[top], values[top + 1]);
        var curvature = left - (2 * middle) + right;
        return first + (spacing * (top + (curvature < 0 ? 0.5 * (left - right) / curvature : 0)));
    }
}

namespace Dlnx.Flatness;

/// <summary>Local maxima of sampled densities.</summary>
public static class Peak
{
    /// <summary>
    /// How many runs of equal values above the floor are higher than what precedes and follows them. A run at either end is
    /// none, since nobody knows how it goes on; add a zero where the density ends.
    /// </summary>
    /// <param name="values">samples in order</param>
    /// <param name="floor">values at most this high are not counted</param>
    public static int Count(ReadOnlySpan<double> values, double floor)
    {
        var (count, rising) = (0, false);
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1] && rising && values[i - 1] > floor)
                count++;
            if (values[i] != values[i - 1])
                rising = values[i] > values[i - 1];
        }
        return count;
    }

    /// <summary>The abscissa of the largest sample on an equidistant grid, refined by the parabola through its neighbours.</summary>
    /// <param name="first">the first abscissa</param>
    /// <param name="spacing">the distance of neighbours</param>
    /// <param name="values">samples in order, at least one</param>
    public static double Refine(double first, double spacing, ReadOnlySpan<double> values)
    {
        var top = values.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(values));
        if (top == 0 || top == values.Length - 1)
            return first + (spacing * top);
        var (left, middle, right) = (values[top - 1], values[top], values[top + 1]);
        var curvature = left - (2 * middle) + right;
        return first + (spacing * (top + (curvature < 0 ? 0.5 * (left - right) / curvature : 0)));
    }
}

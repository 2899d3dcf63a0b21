namespace Dlnx.Numerics;

/// <summary>
/// The minimum of a convex function over the simplex Σx = c, x ≥ 0, knowing only its values: golden-section searches
/// along the exchange of amounts between pairs of coordinates, in turn. Slow and plain: a reference for closed forms.
/// </summary>
public static class SimplexMinimum
{
    private const double Golden = 0.6180339887498949;
    private const int Sections = 60;
    private const int MostSweeps = 2000;

    /// <summary>The minimiser, to about half the digits; the minimum itself to nearly all of them.</summary>
    /// <param name="objective">strictly convex and smooth on the simplex</param>
    /// <param name="count">how many coordinates, at least 1</param>
    /// <param name="total">c, positive</param>
    public static double[] Find(Func<double[], double> objective, int count, double total)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        var x = Enumerable.Repeat(total / count, count).ToArray();
        var before = double.PositiveInfinity;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Exchange(objective, x, i, j);
                }
            }
            var value = objective(x);
            if (before - value <= 1e-16 * Math.Abs(value))
            {
                break;
            }
            before = value;
        }
        return x;
    }

    private static void Exchange(Func<double[], double> objective, double[] x, int i, int j)
    {
        var sum = x[i] + x[j];
        double At(double share)
        {
            (x[i], x[j]) = (sum * share, sum * (1 - share));
            return objective(x);
        }
        var (low, high) = (0.0, 1.0);
        for (var section = 0; section < Sections; section++)
        {
            var width = Golden * (high - low);
            if (At(high - width) <= At(low + width))
            {
                high = low + width;
            }
            else
            {
                low = high - width;
            }
        }
        At((low + high) / 2);
    }
}

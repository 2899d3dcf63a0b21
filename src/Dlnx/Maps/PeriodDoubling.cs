namespace Dlnx.Maps;

/// <summary>The steps at which a cycle of the balanced map loses its stability by doubling its period.</summary>
internal static class PeriodDoubling
{
    private const double Feigenbaum = 4.669201609;
    private const int NewtonSteps = 60;

    /// <summary>k₄, k₈, …: the first <paramref name="count"/> steps at which period 2, 4, … becomes unstable.</summary>
    public static double[] Points(int depth, int count)
    {
        var points = new double[count];
        var born = 2.0;
        // k₄ is near 2.49 for every depth; afterwards the gaps shrink by Feigenbaum's ratio.
        var gap = 0.49;
        for (var n = 0; n < count; n++)
        {
            points[n] = Lost(depth, 2 << n, born, gap);
            gap = (points[n] - born) / Feigenbaum;
            born = points[n];
        }
        return points;
    }

    /// <summary>
    /// Newton's method for F^p(x) = x, (F^p)′(x) = −1, from the cycle in the middle of its stable window.
    /// </summary>
    private static double Lost(int depth, int period, double born, double gap)
    {
        var k = born + 0.6 * gap;
        var x = NearCriticalPoint(new BalancedMap(depth, k), period);
        var lastMove = double.PositiveInfinity;
        // Within this distance the convergence is quadratic: the first move that does not shrink is rounding noise.
        var small = 1e-5 * gap;
        for (var i = 0; i < NewtonSteps; i++)
        {
            var at = CycleVariation.Along(new BalancedMap(depth, k), x, period);
            var (defect, excess) = (at.X - x, at.ByStart + 1);
            var determinant = (at.ByStart - 1) * at.ByStartAndK - at.ByK * at.ByStartTwice;
            var moveK = -((at.ByStart - 1) * excess - at.ByStartTwice * defect) / determinant;
            if (Math.Abs(moveK) < small && Math.Abs(moveK) >= lastMove)
            {
                return Inside(depth, period, born, gap, k);
            }
            x -= (at.ByStartAndK * defect - at.ByK * excess) / determinant;
            k += moveK;
            lastMove = Math.Abs(moveK);
        }
        return Inside(depth, period, born, gap, lastMove < small ? k : double.NaN);
    }

    /// <summary>The point of the attracting cycle closest to the maximum of F, where F^p is simplest.</summary>
    private static double NearCriticalPoint(BalancedMap map, int period)
    {
        var critical = map.CriticalPoint();
        var x = map.Iterate(critical, 400L * period);
        var nearest = x;
        for (var t = 1; t < period; t++)
        {
            x = map.Apply(x);
            nearest = Math.Abs(x - critical) < Math.Abs(nearest - critical) ? x : nearest;
        }
        return nearest;
    }

    private static double Inside(int depth, int period, double born, double gap, double k) =>
        k > born && k < born + 1.5 * gap
            ? k
            : throw new InvalidOperationException(
                $"At depth {depth} the end of the period-{period} cycle was not found above k = {born}: Newton "
                    + $"ended at {k}. Ask for fewer levels."
            );
}

namespace Dlnx.Numerics.Ode;

/// <summary>
/// The classical Runge–Kutta method of order four with steps of the caller's choice: reproducible, and its error falls
/// sixteenfold when the step is halved. A step allocates nothing.
/// </summary>
/// <param name="system">f</param>
/// <param name="dimension">n, the number of entries of y, at least 1</param>
public sealed class RungeKutta4(OdeSystem system, int dimension)
{
    private readonly double[] buffers = new double[5 * dimension];

    /// <summary>Moves y from t to t + step, in place.</summary>
    /// <param name="t">t</param>
    /// <param name="y">y at t, n entries; overwritten with y at t + step</param>
    /// <param name="step">the step, of either sign; far below 2 over the largest rate of the system</param>
    /// <exception cref="ArgumentException">y has another length than the system</exception>
    public void Advance(double t, Span<double> y, double step)
    {
        if (y.Length != dimension)
        {
            throw new ArgumentException($"The system has {dimension} entries; y has {y.Length}.", nameof(y));
        }

        var point = buffers.AsSpan(0, dimension);
        y.CopyTo(point);
        system(t, point, Slope(1));
        for (var stage = 2; stage <= 4; stage++)
        {
            var reach = stage == 4 ? step : step / 2;
            var slope = Slope(stage - 1);
            for (var i = 0; i < dimension; i++)
            {
                point[i] = y[i] + (reach * slope[i]);
            }

            system(t + reach, point, Slope(stage));
        }

        for (var i = 0; i < dimension; i++)
        {
            var (k1, k2, k3, k4) = (Slope(1)[i], Slope(2)[i], Slope(3)[i], Slope(4)[i]);
            y[i] += step / 6 * (k1 + (2 * (k2 + k3)) + k4);
        }
    }

    private Span<double> Slope(int stage) => buffers.AsSpan(stage * dimension, dimension);
}

namespace Dlnx.Numerics;

/// <summary>A real function of several variables.</summary>
public delegate double ScalarField(ReadOnlySpan<double> point);

/// <summary>Derivatives from values of the function alone: slow, and independent of every closed form.</summary>
public static class CentralDifferences
{
    /// <summary>
    /// ∇²f from second differences: (f(+i+j) − f(+i−j) − f(−i+j) + f(−i−j))/4h², with error h²·f⁗ and rounding ε|f|/h².
    /// </summary>
    /// <param name="field">f</param>
    /// <param name="point">where</param>
    /// <param name="step">h &gt; 0</param>
    /// <exception cref="ArgumentOutOfRangeException">the step is not positive</exception>
    public static Matrix Hessian(ScalarField field, ReadOnlySpan<double> point, double step)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        var moved = point.ToArray();
        var hessian = new Matrix(point.Length, point.Length);
        for (var i = 0; i < point.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var second = 0.0;
                foreach (var (a, b) in new[] { (1, 1), (1, -1), (-1, 1), (-1, -1) })
                {
                    moved[i] += a * step;
                    moved[j] += b * step;
                    second += a * b * field(moved);
                    moved[i] = point[i];
                    moved[j] = point[j];
                }

                hessian[i, j] = hessian[j, i] = second / (4 * step * step);
            }
        }

        return hessian;
    }

    /// <summary>
    /// ∇²f extrapolated from the steps h, h/2 and h/4 (Richardson): error of order h⁶, so that a large h keeps the rounding
    /// small; exact for mixed derivatives of degree up to 2, and for pure ones of degree up to 7, in each variable.
    /// </summary>
    /// <param name="field">f</param>
    /// <param name="point">where</param>
    /// <param name="step">h &gt; 0</param>
    /// <exception cref="ArgumentOutOfRangeException">the step is not positive</exception>
    public static Matrix ExtrapolatedHessian(ScalarField field, ReadOnlySpan<double> point, double step)
    {
        var (whole, half) = (Hessian(field, point, step), Hessian(field, point, step / 2));
        var quarter = Hessian(field, point, step / 4);
        var (coarse, fine) = (Extrapolate(whole, half, 4), Extrapolate(half, quarter, 4));
        return Extrapolate(coarse, fine, 16);
    }

    // Removes the error term that falls by the given factor from the first estimate to the second.
    private static Matrix Extrapolate(Matrix first, Matrix second, double factor) =>
        second + (1 / (factor - 1) * (second - first));
}

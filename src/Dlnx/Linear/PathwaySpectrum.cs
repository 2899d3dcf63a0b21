namespace Dlnx.Linear;

/// <summary>
/// The non-zero spectrum of the full Hessian at an <see cref="AlignedMinimum"/>, in closed form: the d² numbers
/// μ_ij = Σ_p Σ_l s_{p,i}^{2(L_p−l)/L_p} s_{p,j}^{2(l−1)/L_p}, of which μ_ii = λ_i are the sharpnesses of the modes
/// (A/prop-4.1, A/x-2).
/// </summary>
public static class PathwaySpectrum
{
    /// <summary>All d² numbers μ_ij, descending; the other eigenvalues of the Hessian are 0.</summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="coefficients">s_{p,i} ≥ 0, paths × modes</param>
    /// <exception cref="ArgumentException">rows of different length, not one for each depth, or a negative entry</exception>
    public static double[] Eigenvalues(IReadOnlyList<int> depths, double[][] coefficients)
    {
        Require(depths, coefficients);
        int[] all = [.. depths];
        double[][] modes = [.. Enumerable.Range(0, coefficients[0].Length).Select(i => Mode(coefficients, i))];
        return
        [
            .. modes
                .SelectMany(left => modes.Select(right => PathwaySharpness.Cross(all, left, right)))
                .OrderDescending(),
        ];
    }

    /// <summary>λ_i = Σ_p L_p s_{p,i}^{2−2/L_p}, in the order of the modes.</summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="coefficients">s_{p,i} ≥ 0, paths × modes</param>
    /// <exception cref="ArgumentException">rows of different length, not one for each depth, or a negative entry</exception>
    public static double[] ModeSharpness(IReadOnlyList<int> depths, double[][] coefficients)
    {
        Require(depths, coefficients);
        int[] all = [.. depths];
        return
        [
            .. Enumerable
                .Range(0, coefficients[0].Length)
                .Select(i => PathwaySharpness.OfMode(all, Mode(coefficients, i))),
        ];
    }

    /// <summary>s_{1,i}, …, s_{P,i}: how the pathways share one mode.</summary>
    /// <param name="coefficients">s_{p,i}, paths × modes</param>
    /// <param name="mode">i, from 0</param>
    public static double[] Mode(double[][] coefficients, int mode) => Array.ConvertAll(coefficients, row => row[mode]);

    internal static void Require(IReadOnlyList<int> depths, double[][] coefficients)
    {
        ArgumentNullException.ThrowIfNull(depths);
        ArgumentNullException.ThrowIfNull(coefficients);
        if (depths.Count != coefficients.Length || depths.Count == 0)
        {
            throw new ArgumentException(
                $"Each of at least one pathway needs a row of coefficients; found {depths.Count} depths and "
                    + $"{coefficients.Length} rows.",
                nameof(coefficients)
            );
        }

        if (coefficients[0].Length == 0 || coefficients.Any(row => row.Length != coefficients[0].Length))
        {
            throw new ArgumentException(
                $"Every pathway has one coefficient for each mode; found rows of "
                    + $"{string.Join(", ", coefficients.Select(row => row.Length))}.",
                nameof(coefficients)
            );
        }

        if (coefficients.Any(row => row.Any(s => !(s >= 0 && double.IsFinite(s)))))
        {
            throw new ArgumentException("Coefficients are finite and 0 or larger.", nameof(coefficients));
        }
    }
}

using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>The eigenvector of modes with pathways of mixed depth, and wrong formulas for their sharpness.</summary>
internal static class MixedDepths
{
    /// <summary>Σ_p L̄ s_p^(2−2/L̄) with the mean depth.</summary>
    public static double MeanDepth(int[] depths, double[] s) =>
        s.Sum(x => PathwaySharpness.Single(depths.Average(), x));

    /// <summary>Σ_p L_p s_p^(2−1/L_p).</summary>
    public static double WrongExponent(int[] depths, double[] s) =>
        depths.Zip(s, (depth, x) => depth * Math.Pow(x, 2 - (1.0 / depth))).Sum();

    /// <summary>The spectrum with λ_i from the mean depth on its diagonal.</summary>
    public static IEnumerable<double> WithMeanDepth(int[] depths, double[][] coefficients) =>
        WithModes(depths, coefficients, MeanDepth);

    /// <summary>The spectrum with λ_i of the wrong exponent on its diagonal.</summary>
    public static IEnumerable<double> WithWrongExponent(int[] depths, double[][] coefficients) =>
        WithModes(depths, coefficients, WrongExponent);

    /// <summary>The largest ‖HJ − λJ‖/(λ‖J‖) of a case's modes, with entries s_p to the given power in every layer of p.</summary>
    public static double EigenvectorDefect(AllocationCase c, Func<int, double> exponent)
    {
        var worst = 0.0;
        for (var i = 0; i < c.Width; i++)
        {
            var s = PathwaySpectrum.Mode(c.Coefficients, i);
            double[] entries =
            [
                .. c
                    .Depths.Zip(s)
                    .SelectMany(pair => Enumerable.Repeat(Math.Pow(pair.Second, exponent(pair.First)), pair.First)),
            ];
            var column = new Matrix(entries.Length, 1, entries);
            var lambda = PathwaySharpness.OfMode(c.Depths, s);
            var image = LayeredMode.Balanced(c.Depths, s.Sum(), s).Hessian() * column;
            var residual = (image - (lambda * column)).FrobeniusNorm();
            worst = Math.Max(worst, residual / (lambda * column.FrobeniusNorm()));
        }
        return worst;
    }

    private static IEnumerable<double> WithModes(
        int[] depths,
        double[][] coefficients,
        Func<int[], double[], double> mode
    )
    {
        var width = coefficients[0].Length;
        double[][] modes = [.. Enumerable.Range(0, width).Select(i => PathwaySpectrum.Mode(coefficients, i))];
        return from i in Enumerable.Range(0, width)
            from j in Enumerable.Range(0, width)
            select i == j ? mode(depths, modes[i]) : PathwaySharpness.Cross(depths, modes[i], modes[j]);
    }
}

using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// A global minimum of ½‖f − M‖²_F that is singular-vector stationary and depth-balanced: pathway p carries s_{p,i} of the
/// mode σ_i = Σ_p s_{p,i}, with the same singular value s_{p,i}^{1/L_p} in each of its layers (A, Proposition 4.1).
/// </summary>
/// <param name="Network">the weights</param>
/// <param name="Target">M = U diag(σ) Vᵀ, which the network realises exactly up to rounding</param>
/// <param name="Frame">the bases of the layers</param>
/// <param name="Coefficients">s_{p,i}: one row for each pathway, one column for each mode</param>
public sealed record AlignedMinimum(
    MultiPathwayNetwork Network,
    Matrix Target,
    PathwayFrame Frame,
    double[][] Coefficients
)
{
    /// <summary>The minimum with independent Haar orthogonal U, V (drawn in this order) and interior bases.</summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="coefficients">s_{p,i} ≥ 0, paths × modes; the number of modes is the width</param>
    /// <param name="stream">the source of the bases</param>
    /// <exception cref="ArgumentException">rows of different length, not one for each depth, or a negative entry</exception>
    public static AlignedMinimum Random(IReadOnlyList<int> depths, double[][] coefficients, RandomStream stream)
    {
        PathwaySpectrum.Require(depths, coefficients);
        var width = coefficients[0].Length;
        var left = RandomMatrices.Orthogonal(width, stream);
        return In(PathwayFrame.Random(depths, left, RandomMatrices.Orthogonal(width, stream), stream), coefficients);
    }

    /// <summary>The minimum of pathways of one depth that share every mode equally, in random bases.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="pathways">P ≥ 1</param>
    /// <param name="sigma">σ_i ≥ 0, one for each of the d modes</param>
    /// <param name="stream">the source of the bases</param>
    public static AlignedMinimum EqualSplit(int depth, int pathways, IReadOnlyList<double> sigma, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(sigma);
        double[] shares = [.. sigma.Select(value => value / pathways)];
        return Random(
            Enumerable.Repeat(depth, pathways).ToArray(),
            Enumerable.Repeat(shares, pathways).ToArray(),
            stream
        );
    }

    /// <summary>The minimum in given bases.</summary>
    /// <param name="frame">bases for as many pathways and modes as the coefficients have rows and columns</param>
    /// <param name="coefficients">s_{p,i} ≥ 0, paths × modes</param>
    /// <exception cref="ArgumentException">rows of different length, not one for each depth, or a negative entry</exception>
    public static AlignedMinimum In(PathwayFrame frame, double[][] coefficients)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var depths = frame.Depths;
        PathwaySpectrum.Require(depths, coefficients);
        var network = frame.Network((p, _) => Array.ConvertAll(coefficients[p], s => Math.Pow(s, 1.0 / depths[p])));
        var sigma = Matrix.Diagonal(frame.Width, frame.Width, Totals(coefficients));
        return new(network, frame.Left * sigma * frame.Right.Transpose(), frame, coefficients);
    }

    /// <summary>σ_i = Σ_p s_{p,i}.</summary>
    public double[] Sigma => Totals(Coefficients);

    /// <summary>max_i λ_i, the sharpness of the loss at this minimum (A, Proposition 4.1).</summary>
    public double Sharpness => PathwaySpectrum.ModeSharpness(Network.Depths, Coefficients).Max();

    private static double[] Totals(double[][] coefficients) =>
        [.. Enumerable.Range(0, coefficients[0].Length).Select(i => coefficients.Sum(row => row[i]))];
}

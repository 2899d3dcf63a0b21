using System.Numerics;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Two gradient steps linearised at the two-cycle of direction 1 with direction 2 at its minimum, in the (1,2) and (2,1)
/// entries of all layers: whether the cycle withstands noise off the singular vectors (B/bt-transverse).
/// </summary>
/// <param name="Multipliers">the 2L multipliers of two steps, by descending modulus</param>
/// <param name="Transverse">the L + 1 of them that are left after the L − 1 rotations between neighbouring layers</param>
public sealed record TransverseStability(Complex[] Multipliers, Complex[] Transverse)
{
    private const double GaugeTolerance = 1e-8;

    /// <summary>The largest modulus among the transverse multipliers: the cycle attracts below 1 and repels above.</summary>
    public double LargestModulus => Transverse[0].Magnitude;

    /// <summary>How many of the 2L multipliers are 1; the rotations account for L − 1.</summary>
    public int GaugeCount => Multipliers.Count(multiplier => (multiplier - 1).Magnitude < GaugeTolerance);

    /// <summary>The multipliers at a step k = ηS₁.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma1">σ₁, whose direction is on its two-cycle</param>
    /// <param name="sigma2">σ₂, in (0, σ₁)</param>
    /// <param name="k">ηS₁, in (2, 4]; the cycle is known to be the only one up to 2√2</param>
    /// <exception cref="ArgumentOutOfRangeException">an argument is out of range</exception>
    public static TransverseStability At(int depth, double sigma1, double sigma2, double k)
    {
        RequireBelow(sigma1, sigma2);
        var orbit = TwoPeriodOrbit.At(depth, k, sigma1);
        var still = Math.Pow(sigma2, 1.0 / depth);
        var target = Matrix.Diagonal(2, 2, [sigma1, sigma2]);
        var eta = 2 / orbit.TwoOverEta;
        var first = Step(depth, orbit.Rho1, still, target, eta);
        var second = Step(depth, orbit.Rho2, still, target, eta);
        var both = second * first;
        var complement = GaugeComplement(depth, orbit.Rho1, still);
        return new(
            Factorizations.Eigenvalues(both),
            Factorizations.Eigenvalues(complement.Transpose() * both * complement)
        );
    }

    /// <summary>
    /// k*, the step at which the largest transverse modulus passes 1: 2S₁/λ₁₂ for two layers, slightly more for deeper ones;
    /// null when it does not happen up to 2√2.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma1">σ₁</param>
    /// <param name="sigma2">σ₂, in (0, σ₁)</param>
    public static double? Threshold(int depth, double sigma1, double sigma2)
    {
        RequireBelow(sigma1, sigma2);
        const double stride = 0.01;
        var cross = 2 * BalancedSharpness.AtMinimum(depth, sigma1) / HessianSpectrum.Lambda(depth, sigma1, sigma2);
        double excess(double k) => At(depth, sigma1, sigma2, k).LargestModulus - 1;
        var low = (2 + cross) / 2;
        for (var high = low; high < LargestStep; low = high)
        {
            high = Math.Min(LargestStep, low + stride);
            if (excess(high) > 0)
            {
                return BracketedRoot.Find(excess, low, high);
            }
        }

        return null;
    }

    private static double LargestStep => 2 * Math.Sqrt(2);

    /// <summary>I − η∇²f in the entries (1,2), (2,1) of each layer, where a diagonal point does not mix them with others.</summary>
    private static Matrix Step(int depth, double moving, double still, Matrix target, double eta)
    {
        var layer = Matrix.Diagonal(2, 2, [moving, still]);
        var network = DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(layer, depth)]);
        var hessian = ExplicitHessian.Of(network, target);
        var step = Matrix.Identity(2 * depth);
        for (var row = 0; row < step.Rows; row++)
        {
            for (var column = 0; column < step.Columns; column++)
            {
                step[row, column] -= eta * hessian[Entry(row), Entry(column)];
            }
        }

        return step;
    }

    /// <summary>Parameter index of (1,2), then (2,1), of each layer.</summary>
    private static int Entry(int index) => (4 * (index / 2)) + 1 + (index % 2);

    /// <summary>
    /// An orthonormal basis of what is orthogonal to the rotations W_m ← RW_m, W_{m+1} ← W_{m+1}Rᵀ, which map the two-cycle
    /// to a two-cycle and therefore have multiplier 1.
    /// </summary>
    private static Matrix GaugeComplement(int depth, double moving, double still)
    {
        var rotations = new Matrix(2 * depth, depth - 1);
        for (var m = 0; m < depth - 1; m++)
        {
            rotations[2 * m, m] = still;
            rotations[(2 * m) + 1, m] = -moving;
            rotations[(2 * m) + 2, m] = -moving;
            rotations[(2 * m) + 3, m] = still;
        }

        var basis = Factorizations.SingularValueDecomposition(rotations).Left;
        var complement = new Matrix(2 * depth, depth + 1);
        for (var row = 0; row < complement.Rows; row++)
        {
            basis.Row(row)[(depth - 1)..].CopyTo(complement.Row(row));
        }

        return complement;
    }

    private static void RequireBelow(double sigma1, double sigma2)
    {
        if (!(sigma2 > 0 && sigma2 < sigma1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sigma2),
                sigma2,
                $"σ₂ must lie strictly between 0 and σ₁ = {sigma1}; it is {sigma2}."
            );
        }
    }
}

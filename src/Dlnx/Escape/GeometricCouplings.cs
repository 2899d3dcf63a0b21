using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// A stage with infinitely many components whose couplings decay geometrically: Λ_a = Λ_b = 1 + stepA·k for k = 0, 1, …,
/// B_ij = scaleB·decayB^|i−j|, and C alike (C, Theorem 25). Truncations to n components are what can be computed.
/// </summary>
/// <param name="StepA">growth of the decay rates from one component to the next, ≥ 0</param>
/// <param name="ScaleB">the diagonal of B, ≥ 0</param>
/// <param name="DecayB">the ratio of neighbouring entries of B, in [0, 1)</param>
/// <param name="ScaleC">the diagonal of C, ≥ 0</param>
/// <param name="DecayC">the ratio of neighbouring entries of C, in [0, 1)</param>
public sealed record GeometricCouplings(double StepA, double ScaleB, double DecayB, double ScaleC, double DecayC)
{
    /// <summary>The truncation to the first n components.</summary>
    /// <param name="size">n ≥ 1</param>
    /// <exception cref="ArgumentException">n or a parameter is out of range</exception>
    public StageJacobian Truncation(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        double[] rates = [.. Enumerable.Range(0, size).Select(k => 1 + (StepA * k))];
        return new(rates, rates, Toeplitz(size, ScaleB, DecayB), Toeplitz(size, ScaleC, DecayC));
    }

    private static Matrix Toeplitz(int size, double scale, double decay)
    {
        var matrix = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                matrix[i, j] = scale * Math.Pow(decay, Math.Abs(i - j));
        }

        return matrix;
    }
}

using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Extreme Hessian eigenvalues of a deep linear network: dense below <see cref="LargestDenseProblem"/> parameters, Lanczos
/// on the <see cref="HessianOperator"/> above.
/// </summary>
public static class Curvature
{
    /// <summary>Number of parameters up to which the dense eigenvalue solver is used; it is the faster one there.</summary>
    public const int LargestDenseProblem = 48;

    /// <summary>The start vector of the iteration is always the same, so that a measurement is a function of the point.</summary>
    private const ulong StartSeed = 0x5A17;

    /// <summary>λ_max(∇²f).</summary>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static double Sharpness(DeepLinearNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.ParameterCount <= LargestDenseProblem
            ? Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target))[0]
            : Extreme(new HessianOperator(network, target), Extremum.Largest);
    }

    /// <summary>λ_min(∇²f) and λ_max(∇²f).</summary>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static CurvatureRange Range(DeepLinearNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.ParameterCount <= LargestDenseProblem)
        {
            var values = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target));
            return new(values[^1], values[0]);
        }

        var hessian = new HessianOperator(network, target);
        return new(Extreme(hessian, Extremum.Smallest), Extreme(hessian, Extremum.Largest));
    }

    private static double Extreme(HessianOperator hessian, Extremum extremum)
    {
        var options = new LanczosOptions { Extremum = extremum };
        var result = Lanczos.Eigenvalues(hessian.Apply, hessian.Dimension, new RandomStream(StartSeed), options);
        return result.Outcome != LanczosOutcome.MaximumIterationsReached
            ? result.Eigenvalues[0]
            : throw new ArithmeticException(
                $"Lanczos left a residual of {result.ResidualNorms[0]:G3} after {result.Iterations} iterations; call "
                    + "Lanczos.Eigenvalues on a HessianOperator with more iterations or a looser tolerance."
            );
    }
}

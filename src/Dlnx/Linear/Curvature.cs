using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Extreme Hessian eigenvalues of linear networks: dense below <see cref="LargestDenseProblem"/> parameters, Lanczos on
/// Hessian-vector products above.
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

    /// <summary>λ_max(∇²𝓛) of a multi-pathway network.</summary>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static double Sharpness(MultiPathwayNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.ParameterCount <= LargestDenseProblem
            ? Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(network, target))[0]
            : Largest(network, target, 1)[0];
    }

    /// <summary>The largest eigenvalues of the Hessian, descending, by Lanczos on Hessian-vector products.</summary>
    /// <param name="network">the point</param>
    /// <param name="target">M, d × d</param>
    /// <param name="count">how many, counted with multiplicity</param>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static double[] Largest(ILinearNetwork network, Matrix target, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        var options = new LanczosOptions { Count = count };
        return network is DeepLinearNetwork layers
            ? Extreme(new HessianOperator(layers, target).Apply, network.ParameterCount, options)
            : Extreme(Apply, network.ParameterCount, options);

        void Apply(ReadOnlySpan<double> vector, Span<double> result) =>
            network.HessianVectorProduct(target, vector, result);
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

    private static double Extreme(HessianOperator hessian, Extremum extremum) =>
        Extreme(hessian.Apply, hessian.Dimension, new LanczosOptions { Extremum = extremum })[0];

    private static double[] Extreme(SymmetricOperator apply, int dimension, LanczosOptions options)
    {
        var result = Lanczos.Eigenvalues(apply, dimension, new RandomStream(StartSeed), options);
        return result.Outcome != LanczosOutcome.MaximumIterationsReached
            ? result.Eigenvalues
            : throw new ArithmeticException(
                $"Lanczos left a residual of {result.ResidualNorms[0]:G3} after {result.Iterations} iterations; call "
                    + "Lanczos.Eigenvalues on Hessian-vector products with more iterations or a looser tolerance."
            );
    }
}

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

    // From here on a product takes so much longer than its overhead that triangular layers pay, also for one eigenvalue.
    private const int SmallestTriangularWidth = 64;

    /// <summary>The start vector of the iteration is always the same, so that a measurement is a function of the point.</summary>
    private const ulong StartSeed = 0x5A17;

    /// <summary>λ_max(∇²f).</summary>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static double Sharpness(DeepLinearNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.ParameterCount <= LargestDenseProblem
            ? Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target))[0]
            : Largest(network, target, 1)[0];
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
    /// <param name="workers">how many threads share the work, ≥ 1; the result does not depend on it</param>
    /// <remarks>
    /// The errors of several values are below 1e-12 of the largest in modulus, and rounding: <see cref="LanczosOptions.ValueTolerance"/>.
    /// A single one is determined to a residual of 1e-10, which is more than that.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">there is not one worker</exception>
    /// <exception cref="ArithmeticException">Lanczos did not converge, or the parameters are not finite</exception>
    public static double[] Largest(ILinearNetwork network, Matrix target, int count, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        using var crew = new WorkerCrew(workers);
        var apply = Hessian(network, target, crew);
        return Extreme(apply, network.ParameterCount, new() { Count = count }, crew);
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

        using var crew = new WorkerCrew(1);
        var apply = Hessian(network, target, crew);
        return new(Extreme(Extremum.Smallest), Extreme(Extremum.Largest));

        double Extreme(Extremum extremum) =>
            Curvature.Extreme(apply, network.ParameterCount, new() { Extremum = extremum }, crew)[0];
    }

    private static SymmetricOperator Hessian(ILinearNetwork network, Matrix target, WorkerCrew crew)
    {
        if (network is not DeepLinearNetwork layers)
            return (vector, result) => network.HessianVectorProduct(target, vector, result);
        // A library that all products are to come from knows nothing of triangular factors.
        return layers.Width < SmallestTriangularWidth || DenseKernels.Native is not null
            ? new HessianOperator(layers, target).Apply
            : new TriangularHessian(layers, target, crew).Apply;
    }

    private static double[] Extreme(SymmetricOperator apply, int dimension, LanczosOptions options, WorkerCrew crew)
    {
        var result = Lanczos.Eigenvalues(apply, dimension, new RandomStream(StartSeed), options, crew);
        return result.Outcome != LanczosOutcome.MaximumIterationsReached
            ? result.Eigenvalues
            : throw new ArithmeticException(
                $"Lanczos left a residual of {result.ResidualNorms[0]:G3} after {result.Iterations} iterations; call "
                    + "Lanczos.Eigenvalues on Hessian-vector products with more iterations or a looser tolerance."
            );
    }
}

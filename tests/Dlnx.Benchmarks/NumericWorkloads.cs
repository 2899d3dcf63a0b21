using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Benchmarks;

/// <summary>Differential equations, dense eigenvalues, densities.</summary>
internal static class NumericWorkloads
{
    public static IEnumerable<Workload> All =>
        [
            // The errors at the end are 1.9e-11 and 1.3e-12; those of the peers 6.6e-11 and 2.0e-12.
            GradientFlow("DOP853", 1e-10),
            GradientFlow("LSODA", 1e-11),
            Eigenvalues(300),
            Eigenvalues(1500),
            TransferOperator(cells: 100_000, steps: 100),
        ];

    /// <summary>Gradient flow of ½(w₆⋯w₁ − 1)² from (0.3, 0.4, …, 0.8) to time 30, beside a solver of SciPy's.</summary>
    public static Workload GradientFlow(string peer, double tolerance)
    {
        var options = new OdeOptions { RelativeTolerance = tolerance, AbsoluteTolerance = 1e-13 };
        double[] start = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        return new(
            $"gradient flow, n=6, as {peer} 1e-10",
            20,
            () => OdeSolver.Solve(Descend, 0, start, 30, options).OrThrow()
        );
    }

    /// <summary>All eigenvalues of a Gaussian symmetric matrix.</summary>
    public static Workload Eigenvalues(int size)
    {
        var gaussian = RandomMatrices.Gaussian(size, size, new RandomStream(1));
        var matrix = 0.5 * (gaussian + gaussian.Transpose());
        return new($"eigenvalues n={size}", 1, () => Factorizations.SymmetricEigenvalues(matrix));
    }

    /// <summary>The density of a curvature process after many steps.</summary>
    public static Workload TransferOperator(int cells, int steps)
    {
        var law = new SigmoidStep(0.05, 0.2, 2, 0);
        var start = StandardLaw.Normal(0.5, 0.15);
        var grid = TransferGrid.Covering(law, start, steps, cells);
        return new(
            $"transfer operator {cells:N0} × {steps}",
            1,
            () => new CurvatureTransferOperator(law, grid).Evolve(start, steps)
        );
    }

    private static void Descend(double time, ReadOnlySpan<double> weights, Span<double> slope)
    {
        var product = 1.0;
        foreach (var weight in weights)
            product *= weight;
        var factor = (1 - product) * product;
        for (var i = 0; i < weights.Length; i++)
            slope[i] = factor / weights[i];
    }
}

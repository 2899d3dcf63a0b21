using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-2",
    "Full Hessian spectrum at aligned minima",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (Proposition 4.1, Section C.5)",
    DependsOn = ["A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At a global minimum inside the singular-vector-stationary set and the depth-balanced manifold the non-zero eigenvalues of
        the Hessian in all $d^2\sum_p L_p$ weights are exactly
        $$\mu_{ij} = \sum_p\sum_{l=1}^{L_p} s_{p,i}^{2(L_p-l)/L_p}\, s_{p,j}^{2(l-1)/L_p}, \qquad i, j = 1, \dots, d, \qquad
          \mu_{ii} = \lambda_i,$$
        with eigenvectors $J^\top(u_iv_j^\top)$, and $\mu_{ij} \le \tfrac12(\lambda_i + \lambda_j)$. So the sharpness is
        $\max_i\lambda_i$ in the full space too.
        """
)]
public sealed class FullSpectrumAtMinima : ClaimSpec
{
    private const int Splits = 20_000;

    [Parameter(Min = 1, Max = 12, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_{p,i}: a row for each pathway, a column for each mode")]
    public double[][] Coefficients { get; set; } = ReferenceMinimum.Coefficients;

    public override void Validate()
    {
        AllocationRules.Require(Coefficients);
        _ = OfPathways;
    }

    private int[] OfPathways => DepthChoice.For(Depths, Coefficients.Length, "s");

    [Check]
    public void The_multiset_is_complete()
    {
        var cases = AllocationCase.Mixed().ToArbitrary();
        Evidence
            .ForAll(
                "d² eigenvalues of Σ(AAᵀ)⊗(BᵀB) against {μ_ij}, over the largest; depths mixed",
                cases,
                c => c.Deviation(PathwaySpectrum.Eigenvalues),
                Absolute(1e-12)
            )
            .Rejects("cross eigenvalues ½(λ_i + λ_j)", c => c.Deviation(Means))
            .Rejects("cross eigenvalues √(λ_iλ_j)", c => c.Deviation(GeometricMeans));
        Evidence
            .ForAll(
                "largest of them against max_i λ_i",
                cases,
                c => Math.Abs((c.GramSpectrum[0] / PathwaySpectrum.ModeSharpness(c.Depths, c.Coefficients).Max()) - 1),
                Absolute(1e-12)
            )
            .Rejects(
                "Σ_i λ_i",
                c => Math.Abs((c.GramSpectrum[0] / PathwaySpectrum.ModeSharpness(c.Depths, c.Coefficients).Sum()) - 1)
            );
    }

    [Check]
    public void Every_pair_of_singular_vectors_is_an_eigenvector()
    {
        var minimum = AlignedMinimum.Random(OfPathways, Coefficients, new RandomStream(StreamSeed()));
        var sharpest = minimum.Sharpness;
        var gram = MultiPathwayHessian.Gram(minimum.Network);
        var (worst, wrong) = (0.0, 0.0);
        for (var i = 0; i < minimum.Frame.Width; i++)
        {
            for (var j = 0; j < minimum.Frame.Width; j++)
            {
                var (first, second) = (PathwaySpectrum.Mode(Coefficients, i), PathwaySpectrum.Mode(Coefficients, j));
                var pair = Kronecker.Product(Column(minimum.Frame.Left, i), Column(minimum.Frame.Right, j));
                double Residual(double value) => ((gram * pair) - (value * pair)).FrobeniusNorm() / sharpest;
                worst = Math.Max(worst, Residual(PathwaySharpness.Cross(OfPathways, first, second)));
                wrong = Math.Max(wrong, Residual(Mean(OfPathways, first, second)));
            }
        }
        var agreement = Evidence.Agrees(
            "largest ‖JJᵀw − μ_ij w‖ over λ_max, w = u_i ⊗ v_j, all i, j",
            worst,
            0,
            Absolute(1e-12)
        );
        if (wrong > 1e-6)
            agreement.Rejects("cross eigenvalues ½(λ_i + λ_j)", wrong);
    }

    [Check]
    public void The_reference_minimum_has_the_tabulated_cross_eigenvalue()
    {
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        var dense = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target));
        Evidence
            .Agrees(
                "eigenvalues of the explicit Hessian in all 24 weights",
                dense.AsSpan(0, 4),
                PathwaySpectrum.Eigenvalues(ReferenceMinimum.Depths, ReferenceMinimum.Coefficients),
                Absolute(1e-11)
            )
            .Rejects(
                "½(λ₁ + λ₂)",
                [.. Means(ReferenceMinimum.Depths, ReferenceMinimum.Coefficients).OrderDescending()]
            );
        Evidence.Golden("μ₁₂", dense[1], Absolute(1e-10));
    }

    [Check]
    public void Cross_eigenvalues_stay_below_the_mean_of_their_modes()
    {
        var stream = new RandomStream(StreamSeed());
        var (worst, reverse) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var n = 0; n < Splits; n++)
        {
            if (n % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var pathways = stream.NextInt32(1, 6);
            int[] depths = [.. Enumerable.Range(0, pathways).Select(_ => stream.NextInt32(1, 9))];
            var (first, second) = (Values(pathways, stream), Values(pathways, stream));
            var excess = PathwaySharpness.Cross(depths, first, second) / Mean(depths, first, second);
            worst = Math.Max(worst, excess);
            reverse = Math.Max(reverse, 1 / excess);
        }
        Evidence.AtMost($"largest μ_ij/½(λ_i + λ_j) of {Splits} random pairs of modes", worst, 1 + 1e-12);
        Evidence.Above("largest ½(λ_i + λ_j)/μ_ij: the bound is not an equality", reverse, 1.5);
    }

    [Check]
    public void Between_the_modes_the_cross_eigenvalue_is_no_mean()
    {
        // One pathway, two modes with s₂ = 1: λ_i against s₁, and what lies between.
        int[] depth = [3];
        double[] grid = [.. Enumerable.Range(0, 61).Select(i => 4 * i / 60.0)];
        double[] drawn = [0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];
        var figure = Figure(
            "Eigenvalues of the full Hessian at the minimum of two modes, L = 3, one pathway, s₂ = 1",
            Axis.Linear("s₁"),
            Axis.Linear("eigenvalue")
        );
        figure
            .Line("λ₁", grid, [.. grid.Select(s => PathwaySharpness.OfMode(depth, [s]))])
            .Line("λ₂", grid, [.. grid.Select(_ => PathwaySharpness.OfMode(depth, [1]))])
            .Line("μ₁₂ = μ₂₁", grid, [.. grid.Select(s => PathwaySharpness.Cross(depth, [s], [1]))])
            .Line("½(λ₁ + λ₂)", grid, [.. grid.Select(s => Mean(depth, [s], [1]))]);
        double[][] spectra = [.. drawn.Select(s => ExplicitTop(s))];
        double[] positions = [.. drawn.SelectMany(s => Enumerable.Repeat(s, 4))];
        figure.Points("explicit Hessian", positions, [.. spectra.SelectMany(values => values)]);
        Evidence
            .Agrees(
                "the middle two of the four eigenvalues at the drawn points",
                [.. spectra.Select(values => values[1])],
                [.. drawn.Select(s => PathwaySharpness.Cross(depth, [s], [1]))],
                Absolute(1e-11)
            )
            .Rejects("½(λ₁ + λ₂)", [.. drawn.Select(s => Mean(depth, [s], [1]))]);
    }

    private double[] ExplicitTop(double s)
    {
        var minimum = AlignedMinimum.Random(
            [3],
            [
                [s, 1],
            ],
            new RandomStream(StreamSeed())
        );
        return Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target))[..4];
    }

    private static double Mean(int[] depths, double[] first, double[] second) =>
        (PathwaySharpness.OfMode(depths, first) + PathwaySharpness.OfMode(depths, second)) / 2;

    private static IEnumerable<double> Means(int[] depths, double[][] s) => Pairs(depths, s, (a, b) => (a + b) / 2);

    private static IEnumerable<double> GeometricMeans(int[] depths, double[][] s) =>
        Pairs(depths, s, (a, b) => Math.Sqrt(a * b));

    private static IEnumerable<double> Pairs(int[] depths, double[][] s, Func<double, double, double> between)
    {
        var modes = PathwaySpectrum.ModeSharpness(depths, s);
        return modes.SelectMany(a => modes.Select(b => between(a, b)));
    }

    private static Matrix Column(Matrix basis, int index) => new(basis.Rows, 1, basis.Column(index));

    private static double[] Values(int count, RandomStream stream) =>
        [.. Enumerable.Range(0, count).Select(_ => stream.NextUniform(0, 3))];
}

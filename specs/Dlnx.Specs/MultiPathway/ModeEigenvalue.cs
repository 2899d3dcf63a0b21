using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-4.1",
    "Mode eigenvalue, rank-one blocks, loss sharpness",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 4.1, Lemma C.1, eqs. (13), (35)-(40), (48)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-B.3", "A/eq-36"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At a global minimum inside the singular-vector-stationary set and the depth-balanced manifold, the Hessian in the
        coordinates $\varsigma_{l,i}^{(p)}$ (one singular value per layer, pathway and mode) splits into one block
        $J_iJ_i^\top$ per mode, with entries $J_{i,(p,l)} = s_{p,i}^{1-1/L}$. Its only non-zero eigenvalue is
        $$\lambda_i = L\sum_p s_{p,i}^{2-2/L} = L\sum_p r_{p,i}^{2L-2},$$
        and the sharpness of the loss is $\max_i\lambda_i$.
        """,
    Readings = [
        "A: in the coordinates ς, as above. This is the formula of the source and the reading judged.",
        "B: in the coordinates r_{p,i} of the depth-balanced manifold the eigenvalue would be Lλ_i. It is not meant; it is the "
            + "rival “tied coordinates”.",
        "C: in all weights the Hessian is not of rank one per mode. Its non-zero eigenvalues are the d² numbers "
            + "μ_ij = Σ_p Σ_l s_{p,i}^{2(L−l)/L} s_{p,j}^{2(l−1)/L}, μ_ii = λ_i; as μ_ij ≤ ½(λ_i + λ_j), the sharpness is "
            + "max_i λ_i in this reading too.",
    ],
    Explanation = """
        “Rank one per mode” holds in reading A only; the $d(d-1)$ cross eigenvalues $\mu_{ij}$ that the source does not list are
        in the evidence. Everything is checked against the Hessian in all weights: explicit, by finite differences, through its
        Gram matrix, and by Lanczos on Hessian-vector products.
        """
)]
public sealed partial class ModeEigenvalue : ClaimSpec
{
    private const int LargestHessian = 400;
    private const int LargestDifferenced = 48;

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
    public void The_restricted_Hessian_has_one_eigenvalue_per_mode() =>
        Evidence
            .ForAll(
                "Hessian in ς: top eigenvalue against λ_i and all others against 0, over λ_i; d = 2…4, P ≤ 3, L ≤ 4",
                AllocationCase.Homogeneous().ToArbitrary(),
                c => Restricted(c, (L, s) => L * Math.Pow(s, 2 - (2.0 / L))),
                Absolute(1e-12)
            )
            .Rejects("exponent 2 − 1/L", c => Restricted(c, (L, s) => L * Math.Pow(s, 2 - (1.0 / L))))
            .Rejects("tied coordinates, L²Σs^(2−2/L)", c => Restricted(c, (L, s) => L * L * Math.Pow(s, 2 - (2.0 / L))))
            .Rejects("loss without the ½", c => Restricted(c, (L, s) => 2 * L * Math.Pow(s, 2 - (2.0 / L))));

    [Check]
    public void The_full_Hessian_has_the_cross_eigenvalues_besides()
    {
        var cases = AllocationCase.Homogeneous().ToArbitrary();
        Evidence
            .ForAll(
                "d² eigenvalues of Σ(AAᵀ)⊗(BᵀB) against {μ_ij}, over the largest",
                cases,
                c => c.Deviation(PathwaySpectrum.Eigenvalues),
                Absolute(1e-12)
            )
            .Rejects("rank d: λ_i and d(d − 1) zeros", c => c.Deviation(ModesAndZeros))
            .Rejects(
                "loss without the ½",
                c => c.Deviation((L, s) => PathwaySpectrum.Eigenvalues(L, s).Select(x => 2 * x))
            );
        Evidence
            .ForAll(
                "the largest of them against max_i λ_i",
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
    public void At_the_given_allocation_the_spectrum_has_four_routes()
    {
        var minimum = AlignedMinimum.Random(OfPathways, Coefficients, new RandomStream(StreamSeed()));
        var closed = PathwaySpectrum.Eigenvalues(OfPathways, Coefficients);
        var scale = closed[0];
        var gram = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Gram(minimum.Network));
        Evidence.Agrees(
            $"Gram matrix: all {gram.Length} eigenvalues against {{μ_ij}}",
            gram,
            closed,
            Absolute(1e-12 * scale)
        );
        var lanczos = Curvature.Largest(minimum.Network, minimum.Target, 1)[0];
        Evidence
            .Agrees("Lanczos on Hessian-vector products: sharpness", lanczos, minimum.Sharpness, Relative(1e-9))
            .Rejects("loss without the ½", 2 * minimum.Sharpness);
        var size = minimum.Network.ParameterCount;
        if (size <= LargestHessian)
        {
            var dense = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target));
            double[] padded = [.. closed, .. new double[size - closed.Length]];
            Evidence.Agrees($"explicit Hessian: all {size} eigenvalues", dense, padded, Absolute(1e-12 * scale));
        }
        if (size <= LargestDifferenced)
            ByFiniteDifferences(minimum);
    }

    [Check]
    public void The_reference_minimum_has_the_tabulated_eigenvalues()
    {
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        var dense = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target));
        Evidence.Golden("λ₁", dense[0], Absolute(1e-10));
        Evidence.Golden("μ₁₂", dense[1], Absolute(1e-10));
        Evidence.Golden("μ₂₁", dense[2], Absolute(1e-10));
        Evidence.Golden("λ₂", dense[3], Absolute(1e-10));
        Evidence
            .Matches("rank of the Hessian in all 24 weights", dense.Count(value => value > 1e-10), 4)
            .Rejects("one per mode", 2);
        var mode = LayeredMode.Balanced(ReferenceMinimum.Depths, 3, [2, 1]);
        var restricted = Factorizations.SymmetricEigenvalues(mode.Hessian());
        Evidence
            .Matches("rank of the block of mode 1 in the coordinates ς", restricted.Count(value => value > 1e-10), 1)
            .Rejects("one per pathway", 2);
    }

    private void ByFiniteDifferences(AlignedMinimum minimum)
    {
        var step = 1e-4 * minimum.Network.Parameters.ToArray().Max(Math.Abs);
        var hessian = MultiPathwayHessian.ByDifferences(minimum.Network, minimum.Target, step);
        Evidence
            .Agrees(
                "finite differences of the loss: sharpness",
                Factorizations.SymmetricEigenvalues(hessian)[0],
                minimum.Sharpness,
                Relative(1e-6)
            )
            .Rejects("loss without the ½", 2 * minimum.Sharpness);
    }

    private static IEnumerable<double> ModesAndZeros(int[] depths, double[][] coefficients)
    {
        var modes = PathwaySpectrum.ModeSharpness(depths, coefficients);
        return [.. modes, .. new double[modes.Length * (modes.Length - 1)]];
    }

    private static double Restricted(AllocationCase c, Func<int, double, double> term)
    {
        var worst = 0.0;
        for (var i = 0; i < c.Width; i++)
        {
            var s = PathwaySpectrum.Mode(c.Coefficients, i);
            var mode = LayeredMode.Balanced(c.Depths, s.Sum(), s);
            var eigenvalues = Factorizations.SymmetricEigenvalues(mode.Hessian());
            var lambda = s.Sum(x => term(c.Depths[0], x));
            worst = Math.Max(worst, Math.Abs(eigenvalues[0] - lambda) / lambda);
            worst = Math.Max(worst, eigenvalues.Skip(1).Select(Math.Abs).DefaultIfEmpty(0).Max() / lambda);
        }
        return worst;
    }
}

using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/sec-C.6",
    "Proof of the heterogeneous eigenvalue",
    Kind = ClaimKind.Remark,
    Source = "Section C.6, eq. (45)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-5.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The proof for one depth carries over to depths $L_p$: with depth balance within each pathway every layer of pathway $p$
        contributes the entry $s_p^{1-1/L_p}$ to $J$, so $\lambda = \|J\|^2 = \sum_p L_p s_p^{2-2/L_p}$ and $HJ = \lambda J$.
        """
)]
public sealed class MixedDepthProof : ClaimSpec
{
    [Check]
    public void The_entries_of_J_are_as_in_the_proof() =>
        Evidence
            .ForAll(
                "Σ_p Π_l ς differentiated by each layer's value against s_p^(1−1/L_p); L_p = 1…4 mixed",
                AllocationCase.Mixed().ToArbitrary(),
                c => Entries(c, depth => depth),
                Absolute(1e-12)
            )
            .Rejects("the mean depth for all pathways", c => Entries(c, _ => c.Depths.Average()));

    [Check]
    public void J_is_the_eigenvector_of_its_mode() =>
        Evidence
            .ForAll(
                "‖HJ − λJ‖/(λ‖J‖), L_p = 1…4 mixed",
                AllocationCase.Mixed().ToArbitrary(),
                c => MixedDepths.EigenvectorDefect(c, L => 1 - (1.0 / L)),
                Absolute(1e-12)
            )
            .Rejects(
                "the mean depth for all pathways",
                c => MixedDepths.EigenvectorDefect(c, _ => 1 - (1 / c.Depths.Average()))
            );

    [Check]
    public void The_full_spectrum_contains_the_modes() =>
        Evidence
            .ForAll(
                "d² eigenvalues of the Gram matrix against {μ_ij}, over the largest; L_p = 1…4 mixed",
                AllocationCase.Mixed().ToArbitrary(),
                c => c.Deviation(PathwaySpectrum.Eigenvalues),
                Absolute(1e-12)
            )
            .Rejects("the mean depth for all pathways", c => c.Deviation(MixedDepths.WithMeanDepth));

    private static double Entries(AllocationCase c, Func<int, double> depthOf)
    {
        var worst = 0.0;
        for (var i = 0; i < c.Width; i++)
        {
            var s = PathwaySpectrum.Mode(c.Coefficients, i);
            var jacobian = LayeredMode.Balanced(c.Depths, s.Sum(), s).Jacobian();
            var at = 0;
            for (var p = 0; p < s.Length; p++)
            {
                var predicted = Math.Pow(s[p], 1 - (1 / depthOf(c.Depths[p])));
                for (var l = 0; l < c.Depths[p]; l++)
                    worst = Math.Max(worst, Math.Abs(jacobian[at++] - predicted));
            }
        }
        return worst;
    }
}

using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-5.1",
    "Heterogeneous depth eigenvalue",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 5.1, eq. (17), Section C.6",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Pathways of depths $L_p$ share a mode with coefficients $s_p$. At a depth-balanced minimum the sharpness of the mode is
        $$\lambda = \sum_p L_p\, s_p^{2-2/L_p},$$
        with the eigenvector $\big(s_p^{1-1/L_p}\big)_{p,l}$ in the coordinates $\varsigma_l^{(p)}$.
        """,
    Readings = [
        "As in A/prop-4.1: the eigenvalue is the only non-zero one of its mode in the coordinates ς; in all weights the cross "
            + "eigenvalues μ_ij join it, and the largest of all is still max_i λ_i.",
    ]
)]
public sealed class MixedDepthEigenvalue : ClaimSpec
{
    [Parameter(Min = 1, Max = 12, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_p, what each pathway carries of the mode")]
    public double[] Coefficients { get; set; } = [2, 0.5];

    public override void Validate()
    {
        AllocationRules.Require(Coefficients);
        _ = OfPathways;
    }

    private int[] OfPathways => DepthChoice.For(Depths, Coefficients.Length, "s");

    [Check]
    public void The_full_Hessian_agrees_for_mixed_depths()
    {
        var cases = AllocationCase.Mixed().ToArbitrary();
        Evidence
            .ForAll(
                "d² eigenvalues of the Gram matrix against {μ_ij}, d = 2…4, P ≤ 3, L_p ≤ 4 mixed, over the largest",
                cases,
                c => c.Deviation(PathwaySpectrum.Eigenvalues),
                Absolute(1e-12)
            )
            .Rejects("the mean depth for all pathways", c => c.Deviation(MixedDepths.WithMeanDepth))
            .Rejects("exponent 2 − 1/L_p", c => c.Deviation(MixedDepths.WithWrongExponent));
        Evidence
            .ForAll(
                "sharpness against max_i Σ_p L_p s_{p,i}^(2−2/L_p)",
                cases,
                c => Math.Abs((c.GramSpectrum[0] / PathwaySpectrum.ModeSharpness(c.Depths, c.Coefficients).Max()) - 1),
                Absolute(1e-12)
            )
            .Rejects(
                "the mean depth for all pathways",
                c => Math.Abs((MixedDepths.WithMeanDepth(c.Depths, c.Coefficients).Max() / c.GramSpectrum[0]) - 1)
            );
    }

    [Check]
    public void At_the_given_setting_restricted_and_full_Hessian_agree()
    {
        var lambda = PathwaySharpness.OfMode(OfPathways, Coefficients);
        var mode = LayeredMode.Balanced(OfPathways, Coefficients.Sum(), Coefficients);
        var restricted = Factorizations.SymmetricEigenvalues(mode.Hessian());
        var agreement = Evidence.Agrees("top eigenvalue in the coordinates ς", restricted[0], lambda, Relative(1e-12));
        // Sums of powers coincide only by accident, at s = 0 and 1.
        var wrong = MixedDepths.WrongExponent(OfPathways, Coefficients);
        if (Math.Abs((wrong / lambda) - 1) > 1e-6)
            agreement.Rejects("exponent 2 − 1/L_p", wrong);
        var mean = MixedDepths.MeanDepth(OfPathways, Coefficients);
        if (Math.Abs((mean / lambda) - 1) > 1e-6)
            agreement.Rejects("the mean depth for all pathways", mean);
        Evidence.Agrees(
            "the other eigenvalues over λ",
            restricted.Skip(1).Select(Math.Abs).DefaultIfEmpty(0).Max() / lambda,
            0,
            Absolute(1e-12)
        );

        // A second mode with half of everything leaves the sharpness to the first, where the powers grow with s.
        double[][] modes = [.. Coefficients.Select(s => (double[])[s, s / 2])];
        var minimum = AlignedMinimum.Random(OfPathways, modes, new RandomStream(StreamSeed()));
        Evidence.Agrees(
            $"Lanczos on the Hessian in all {minimum.Network.ParameterCount} weights, d = 2",
            Curvature.Largest(minimum.Network, minimum.Target, 1)[0],
            lambda,
            Relative(1e-9)
        );
    }

    [Check]
    public void The_eigenvector_is_a_power_of_the_shares()
    {
        var cases = AllocationCase.Mixed().ToArbitrary();
        Evidence
            .ForAll(
                "‖HJ − λJ‖/(λ‖J‖) with J = (s_p^(1−1/L_p))_{p,l}",
                cases,
                c => MixedDepths.EigenvectorDefect(c, L => 1 - (1.0 / L)),
                Absolute(1e-12)
            )
            .Rejects("entries s^(1/L_p)", c => MixedDepths.EigenvectorDefect(c, L => 1.0 / L))
            .Rejects("entries s", c => MixedDepths.EigenvectorDefect(c, _ => 1));
    }
}

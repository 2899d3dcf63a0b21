using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E7-limit",
    "Behaviour as scales separate",
    Kind = ClaimKind.Proposition,
    Source = "App. E.7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E7-eigen"],
    Verdict = Verdict.Corrected,
    Statement = """
        With the numerators $K$ of the Hessian fixed and $\theta_j \to \infty$ the rotation measure
        $R_{ij} = (w_i/w_j)^2$ of the scaled leading eigenvector diverges.
        """,
    Corrected = """
        $(v_i/v_j)^2$ diverges like $\theta_j^2$, and with $w_i = v_i/\theta_i$ so does $(w_i/w_j)^2$, like $\theta_j^4$. With
        $w_i = \theta_iv_i$ it tends to the finite limit
        $$\Big(\frac{\lambda_0\theta_iv_i^0}{\sum_{k\ne j}K_{jk}v_k^0/\theta_k}\Big)^2,$$
        where $(\lambda_0, v^0)$ is the leading pair of $H$ without row and column $j$.
        """,
    Readings = [
        "A, w_i = θ_iv_i, which fits the inverse scales of the printed matrix: refuted, the ratio saturates.",
        "B, w_i = v_i/θ_i: true.",
        "The eigenvector itself: true.",
    ],
    Explanation = """
        As $\theta_j$ grows its row of $H$ shrinks like $1/\theta_j$, so $v_j$ does, and $\theta_jv_j$ does not.
        """
)]
public sealed class ScaleSeparationLimit : SharedSpec
{
    [Parameter(Min = 1, Max = 8, Description = "i, counted from 1")]
    public int I { get; set; } = 1;

    [Parameter(Min = 1, Max = 8, Description = "j, counted from 1, the parameter that grows")]
    public int J { get; set; } = 3;

    [Parameter("thetaj", Above = 0, Max = 1e8, Description = "θ_j at fixed K")]
    public double Scale { get; set; } = 1000;

    public override void Validate()
    {
        base.Validate();
        FactorRules.RequirePair(I, J, Theta.Length);
    }

    [Check]
    public void The_scaled_ratio_reaches_its_limit()
    {
        var at = ScaleSeparation.Of(Reference.WithScale(2, 1000), 0, 2);
        var start = ScaleSeparation.Of(Reference.WithScale(2, 1), 0, 2);
        Evidence
            .Agrees(
                "(θ_iv_i/θ_jv_j)² at θ_j = 1000",
                at.Scaled,
                ScaleSeparation.LimitOfScaled(Reference, 0, 2),
                Relative(1e-6)
            )
            .Rejects("growth like θ_j² from θ_j = 1", start.Scaled * 1e6)
            .Rejects("the ratio at θ_j = 1", start.Scaled);
    }

    [Check]
    public void The_other_ratios_grow_by_their_powers()
    {
        var (near, far) = (
            ScaleSeparation.Of(Reference.WithScale(2, 100), 0, 2),
            ScaleSeparation.Of(Reference.WithScale(2, 1000), 0, 2)
        );
        Evidence
            .Agrees("(v_i/v_j)², growth from θ_j = 100 to 1000", far.Entries / near.Entries, 1e2, Relative(1e-3))
            .Rejects("∝ θ_j", 10);
        Evidence
            .Agrees("(w_i/w_j)² with w = v/θ", far.InverselyScaled / near.InverselyScaled, 1e4, Relative(1e-3))
            .Rejects("∝ θ_j²", 1e2);
    }

    [Check]
    public void The_limit_holds_for_the_setting()
    {
        var limit = ScaleSeparation.LimitOfScaled(Chosen, I - 1, J - 1);
        if (!double.IsFinite(limit) || !(limit > 1e-20))
            Skip("The limit is 0 or infinite to rounding: parameter i or j is not coupled to the leading eigenvector.");
        var (near, far) = (Moved(Scale), Moved(3 * Scale));
        var moving = Math.Abs((near.Scaled / far.Scaled) - 1);
        if (!(moving < 1e-6))
            Skip(
                $"From θ_j = {Scale:R} to three times it the ratio moves by {moving:G3}: raise thetaj to reach the limit."
            );
        var growth = Evidence.Agrees("(θ_iv_i/θ_jv_j)² at θ_j over its limit", near.Scaled / limit, 1, Absolute(1e-5));
        growth.Rejects("growth by 9 from a third of θ_j", 9 * Moved(Scale / 3).Scaled / limit);
        Evidence
            .Agrees("(v_i/v_j)², growth to 3θ_j", far.Entries / near.Entries, 9, Relative(1e-3))
            .Rejects("∝ θ_j", 3);
    }

    [Check(Role = Role.Counterexample)]
    public void The_scaled_ratio_does_not_diverge()
    {
        double[] scales = [1, 3, 10, 100, 1000];
        var ratios = scales.Select(scale => ScaleSeparation.Of(Reference.WithScale(2, scale), 0, 2)).ToArray();
        for (var k = 0; k < scales.Length; k++)
        {
            Evidence.Golden($"theta_j = {scales[k]}: (w_i/w_j)^2, w = theta v", ratios[k].Scaled, Relative(1e-9));
            Evidence.Golden($"theta_j = {scales[k]}: (v_i/v_j)^2", ratios[k].Entries, Relative(1e-9));
            Evidence.Golden(
                $"theta_j = {scales[k]}: (w_i/w_j)^2, w = v/theta",
                ratios[k].InverselyScaled,
                Relative(1e-9)
            );
        }
        Evidence.Golden("limit", ScaleSeparation.LimitOfScaled(Reference, 0, 2), Absolute(1e-9));
        Evidence.Below("(θ_iv_i/θ_jv_j)² at θ_j = 1000 over that at 1", ratios[^1].Scaled / ratios[0].Scaled, 1);
    }

    [Check]
    public void The_three_ratios_against_the_scale()
    {
        double[] scales = [.. Enumerable.Range(0, 61).Select(k => Math.Pow(10, k / 15.0))];
        var ratios = scales.Select(scale => ScaleSeparation.Of(Reference.WithScale(2, scale), 0, 2)).ToArray();
        var limit = ScaleSeparation.LimitOfScaled(Reference, 0, 2);
        // By the limit of w_i/w_j = θ_iv_i/(θ_jv_j), θ_i = 0.5.
        double[] entries = [.. scales.Select(scale => limit * scale * scale / 0.25)];
        double[] inverse = [.. scales.Select(scale => limit * Math.Pow(scale / 0.5, 4))];
        Figure("Squared ratios as θ_j grows at fixed K", Axis.Log("θ_j"), Axis.Log("squared ratio"))
            .Line("∝ θ_j²", scales, entries)
            .Line("∝ θ_j⁴", scales, inverse)
            .Points("v", scales, [.. ratios.Select(ratio => ratio.Entries)])
            .Points("w = v/θ", scales, [.. ratios.Select(ratio => ratio.InverselyScaled)])
            .Points("w = θv", scales, [.. ratios.Select(ratio => ratio.Scaled)])
            .Level("limit", limit);
        var late = Enumerable.Range(0, scales.Length).Where(k => scales[k] > 1e3).ToArray();
        Evidence
            .Agrees(
                "(v_i/v_j)² from θ_j = 1000 on",
                [.. late.Select(k => ratios[k].Entries)],
                [.. late.Select(k => entries[k])],
                Relative(1e-6)
            )
            .Rejects("the limit itself", [.. late.Select(_ => limit)]);
    }

    private ScaleSeparation Moved(double scale) => ScaleSeparation.Of(Chosen.WithScale(J - 1, scale), I - 1, J - 1);
}

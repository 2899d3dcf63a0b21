using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Results;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-65",
    "Two-step residual",
    Kind = ClaimKind.Remark,
    Source = "eq. (65)",
    DependsOn = ["A/lem-E.9", "A/hyp-E.10"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        In the self-stabilised regime $e_t + e_{t+1} = O(e_t^2)$; to leading order it is the positive quadratic term of the
        normal form, $\eta^2 Q_t e_t^2$.
        """,
    Corrected = """
        $e_t + e_{t+1} = O(e^2)$, and on the balanced two-cycle just above the critical step
        $$e_t + e_{t+1} = -\frac{2(L-1)}{L\sigma}\,\langle e^2\rangle\,(1 + o(1)).$$
        In a transient with $\eta\lambda_t = 2 + c_0 w_t$, $w = \eta e r^{L-2}$, the sum is $-(c_0 - (L-1))\,w_t e_t$ to leading order:
        positive only for $c_0 < L - 1$.
        """,
    Readings = [
        "The order alone, e_t + e_{t+1} = O(e²): confirmed. The sign used after it, from e_{t+1} = −e_t + η²Q_t e_t²: wrong on "
            + "the oscillation.",
    ],
    Explanation = """
        $2 - \eta\lambda_t$ is itself of order $e$, with coefficient $-2(L-1)w_t/e_t$ on the two-cycle, and outweighs the quadratic
        term. With the true residuals the frozen product $(1-Ae_t)(1-Ae_{t+1})$, $A = \eta(L-1)r_*^{L-2}$, is
        $1 + O(\langle e^2\rangle^2)$: frozen linearisation predicts no contraction at leading order at all.
        """
)]
public sealed class TwoStepResidual : ClaimSpec
{
    private const double Reference = 1e-6;

    [Parameter("L", Min = 2, Max = 12, Description = "L, layers of the pathways")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-12, Max = 0.1, Description = "δ = ηλ_* − 2 of the two-cycle")]
    public double Delta { get; set; } = Reference;

    [Check(Role = Role.Counterexample)]
    public void The_sum_is_negative_on_the_two_cycle()
    {
        foreach (var depth in new[] { 3, 4, 5, 8 })
        {
            var cycle = ChainTwoCycle.AboveOnset(depth, Reference);
            Evidence.Golden($"σ(e₁+e₂)/⟨e²⟩ at δ=1e-6, L={depth}", Sum(cycle), Absolute(1e-7));
            Sign(cycle, Absolute(1e-5));
        }
        // The relative correction is of order δ.
        Sign(ChainTwoCycle.AboveOnset(Depth, Delta), Absolute(Math.Max(1e-5, Delta)));
    }

    [Check]
    public void It_is_of_second_order_in_the_residual()
    {
        foreach (var depth in new[] { 3, 8 })
        {
            var (near, far) = (ChainTwoCycle.AboveOnset(depth, 1e-8), ChainTwoCycle.AboveOnset(depth, 1e-4));
            var order =
                Math.Log((double)(far.ResidualSum / near.ResidualSum))
                / Math.Log((double)(far.High.Residual / near.High.Residual));
            Evidence
                .Agrees($"L = {depth}: d ln|e₁+e₂| / d ln|e| from δ = 1e-8 to 1e-4", order, 2, Absolute(0.01))
                .Rejects("first order", 1)
                .Rejects("third order", 3);
        }
    }

    [Check]
    public void The_frozen_product_is_1_at_leading_order()
    {
        foreach (var depth in new[] { 3, 4, 5, 8 })
        {
            var cycle = ChainTwoCycle.AboveOnset(depth, Reference);
            Evidence
                .Agrees(
                    $"L = {depth}, δ = 1e-6: (1 − (1−Ae₁)(1−Ae₂))/⟨w²⟩",
                    (double)cycle.FrozenCoefficient,
                    0,
                    Absolute(1e-4)
                )
                .Rejects("2(L−1)², from the positive sum", 2 * (depth - 1) * (depth - 1));
            Evidence.Below($"L = {depth}: what the two cycle equations leave, 31 digits kept", cycle.Defect, 1e-29);
        }
    }

    [Check]
    public void A_transient_has_either_sign()
    {
        var cases =
            from depth in Draw.Integer(2, 12)
            from w in Draw.LogBetween(1e-5, 1e-4)
            from c0 in Draw.Between(-30, 60)
            select new TransientCase(depth, w, c0);
        Evidence
            .ForAll(
                "(e_t + e_{t+1})/(w e_t) against −(c₀ − (L−1)), over 1 + |c₀|",
                cases.ToArbitrary(),
                c => Math.Abs(c.ScaledSum() + (c.C0 - (c.Depth - 1))) / (1 + Math.Abs(c.C0)),
                Absolute(0.01)
            )
            .Rejects(
                "the quadratic term alone, L − 1",
                c => Math.Abs(c.ScaledSum() - (c.Depth - 1)) / (1 + Math.Abs(c.C0))
            );
    }

    private void Sign(ChainTwoCycle cycle, Tolerance within)
    {
        var coefficient = 2.0 * (cycle.Depth - 1) / cycle.Depth;
        Evidence
            .Agrees($"L = {cycle.Depth}: σ(e₁+e₂)/⟨e²⟩ against −2(L−1)/L", Sum(cycle), -coefficient, within)
            .Rejects("the positive sign of the text", coefficient);
    }

    private static double Sum(ChainTwoCycle cycle) => (double)(cycle.ResidualSum / cycle.MeanSquaredResidual);

    // One pathway at r = 1 whose target and learning rate give ηe = w and ηλ = 2 + c₀w.
    private sealed record TransientCase(int Depth, double W, double C0)
    {
        public double ScaledSum()
        {
            var eta = (2 + (C0 * W)) / Depth;
            var mode = PathwayMode.Homogeneous(Depth, 1 - (W / eta), [1]);
            var before = mode.Residual;
            mode.Step(eta);
            return (before + mode.Residual) / (W * before);
        }
    }
}

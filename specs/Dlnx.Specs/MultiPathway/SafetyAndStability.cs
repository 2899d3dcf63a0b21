using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-E.8-scope",
    "\"Strictly more restrictive than linear stability\"",
    Kind = ClaimKind.Remark,
    Source = "\"Scope of Theorem E.8\"",
    DependsOn = ["A/def-E.7", "A/prop-D.1", "A/fig-1"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Refuted,
    Statement = """
        Strong safety, $(L-1)\,\eta\,e_t\max_p r_p^{L-2} \le 1$, is strictly more restrictive than linear stability,
        $\eta\lambda_* \le 2$; large oscillations at the edge of stability generally violate it.
        """,
    Readings = [
        "The condition with e, with its positive part or with |e|: the claim fails for each.",
        "\"Generally\": in the runs of Figure 1 no oscillation violates the condition x ≤ x_c(L) that contraction needs; with "
            + "more pathways and larger steps it happens.",
    ],
    Explanation = """
        The two conditions are incomparable. Strong safety contains the residual, so near any minimum it holds at every
        learning rate, also at $\eta = 3/\lambda_*$; and at $\eta = 1/\lambda_*$ a point with $r = 2r_*$ violates it. In the runs of
        Figure 1 ($q = 2.5, 2.7, 2.8$) $x = \eta e\max r^{L-2}$ never exceeds $0.21 < x_c(4) = 0.40$: every step contracts $V$. With
        $L = 6$, $P = 4$ it reaches $0.61$ at $q = 3.9$, and $V$ still never grows; at $q = 4.2$ it grows once.
        """
)]
public sealed class SafetyAndStability : LeafRunSpec
{
    private const int FigureSteps = 3000;

    [Check(Role = Role.Counterexample)]
    public void An_unstable_minimum_has_safe_points_around_it()
    {
        var balanced = new BalancedPoint(3, 2, 1);
        var near = Scaled(balanced, 1.001);
        Evidence.Golden(
            "(L−1)ηe r^(L−2) at η = 3/λ_*, r = 1.001 r_*",
            Safety(near, 3 / balanced.Sharpness),
            Absolute(1e-9)
        );
        Evidence
            .Matches("strongly safe at ηλ_* = 3", Safety(near, 3 / balanced.Sharpness) <= 1, true)
            .Rejects("unsafe whenever ηλ_* > 2", false);
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(2, 8)
            from etaLambda in Draw.Between(2.01, 20)
            select new NearCase(depth, pathways, etaLambda);
        Evidence
            .ForAll(
                "not strongly safe at r = (1 + 1e-4)r_*, 2 < ηλ_* < 20",
                cases.ToArbitrary(),
                c => Safety(Scaled(c.Balanced, 1.0001), c.EtaLambda / c.Balanced.Sharpness) <= 1 ? 0 : 1,
                Absolute(0)
            )
            .Rejects("unsafe whenever ηλ_* > 2", _ => 1);
    }

    [Check(Role = Role.Counterexample)]
    public void A_stable_minimum_has_unsafe_points_around_it()
    {
        var balanced = new BalancedPoint(3, 2, 1);
        var far = Scaled(balanced, 2);
        var safety = Safety(far, 1 / balanced.Sharpness);
        Evidence.Golden("(L−1)ηe r^(L−2) at η = 1/λ_*, r = 2r_*", safety, Absolute(1e-6));
        Evidence.Above("(L−1)ηe r^(L−2) at ηλ_* = 1", safety, 1);
    }

    [Check]
    public void The_runs_of_Figure_1_contract_at_every_step()
    {
        foreach (var q in new[] { 2.5, 2.7, 2.8 })
        {
            var run = FigureRun(q, FigureSteps);
            Evidence.Golden($"max x at q={q}", run.MaxOvershoot, Absolute(1e-4));
            Evidence.Below($"q = {q}: max x", run.MaxOvershoot, LeafMap.CriticalRatio(4));
            Evidence.Matches($"q = {q}: steps of {FigureSteps} in which V grows", run.VarianceIncreases, 0);
            Evidence.Above($"q = {q}: max ηλ_t/2, linearly unstable on the way", run.MaxEtaLambdaHalf, 1);
        }
    }

    [Check]
    public void More_pathways_at_larger_steps_violate_the_condition()
    {
        foreach (var q in new[] { 3, 3.6, 3.9, 4.2 })
        {
            var start = PathwayMode.Homogeneous(6, 1, [0.4, 0.24, 0.235, 0.23]);
            var run = PathwayRun.Of(start, new PathwayPlan(Rate(6, 1, q), 6000), Cancellation);
            // A chaotic transient: last-bit changes move it by up to 4e-4.
            Evidence.Golden($"max x at L=6, P=4, q={q}", run.MaxOvershoot, Absolute(5e-3));
            if (q < 4)
                Evidence.Matches($"L = 6, P = 4, q = {q}: steps in which V grows", run.VarianceIncreases, 0);
            else
                Evidence.AtLeast($"L = 6, P = 4, q = {q}: steps in which V grows", run.VarianceIncreases ?? 0, 1);
            Evidence.Above($"L = 6, P = 4, q = {q}: max x, not strongly safe", run.MaxOvershoot, LeafMap.SafeRatio(6));
        }
    }

    [Check]
    public void Your_run_contracts_wherever_the_condition_holds()
    {
        var tally = SafetyTally.Of(Start, LearningRate, Steps, Cancellation);
        if (!(tally.LargestRatio < 1))
            Skip($"A scale changes sign (x = {tally.LargestRatio:G4}); leaf coordinates end there. Lower q or alpha.");
        Evidence.Matches("increases of V in steps with x ≤ x_c(L)", tally.IncreasesWithin, 0);
        Evidence.AtMost("steps with x > x_c(L), among those with x > 1/(L−1)", tally.Beyond, tally.Unsafe);
    }

    private static PathwayMode Scaled(BalancedPoint balanced, double factor) =>
        PathwayMode.Homogeneous(
            balanced.Depth,
            balanced.Target,
            [.. Enumerable.Repeat(factor * balanced.Scale, balanced.Pathways)]
        );

    private static double Safety(PathwayMode mode, double learningRate) =>
        (mode.Depths[0] - 1) * LeafCoordinates.LargestRatio(mode, learningRate);

    private sealed record NearCase(int Depth, int Pathways, double EtaLambda)
    {
        public BalancedPoint Balanced => new(Depth, Pathways, 1);
    }
}

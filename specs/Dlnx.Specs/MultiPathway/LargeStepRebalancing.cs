using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.1-large",
    "Large step: two phases, stability window",
    Kind = ClaimKind.Remark,
    Source = "Section 5.1, second list; unnumbered window",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2", "A/prop-D.1", "A/thm-6.2", "A/rem-5.1-small"],
    Verdict = Verdict.Corrected,
    Statement = """
        For $2/\lambda^{sp} < \eta \le 2/\lambda^{min}$, that is $2 < q \le 2P^{1-2/L}$ with $q = \eta\lambda^{sp}$, gradient descent
        first concentrates the mode in one pathway, then oscillates and re-balances until $\lambda \le 2/\eta$. At
        $\eta = 2/\lambda^{min}$ it ends at the equal split, in between it is partially balanced.
        """,
    Corrected = """
        Re-balancing starts if and only if the sharpness $\lambda_{GF}$ of the end point of gradient flow exceeds $2/\eta$, and
        the step is also limited by the return threshold: for $2 < q < \min(c_L, 2P^{1-2/L})$ and a small start all $r_p$ stay
        positive, the residual vanishes, $\eta\lambda/2$ ends at most at 1, and the dominant share at most at that of gradient
        flow. With $P \ge 3$ the followers join one after another and end unevenly; a pathway that is exactly dead stays dead for
        $L \ge 3$; for $L = 2$ the window is empty.
        """,
    Explanation = """
        For finite scales the end point of gradient flow is slightly flatter than the single path: with $L = 3$,
        $\alpha = (0.11, 0.10)$ and $q = 2.05$ the mode never becomes unstable and nothing re-balances. From a dead second path at
        $q = 2.4$ there is nothing to re-balance with, and the residual stays on a two-cycle. For $P = 4$, $L = 6$ the printed
        window reaches beyond $c_6 = 4.43$, where a pathway may be thrown through zero.
        """
)]
public sealed class LargeStepRebalancing : ClaimSpec
{
    // Scales for depth 3 to 6 from which the run leaves the saddle well within 15 000 steps.
    private static readonly double[] Base = [0.1, 0.2, 0.3, 0.4];

    [Parameter("L", Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 8, Description = "P, as many as alpha has values")]
    public int? Pathways { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 0, Max = 1e3, Description = "α_p, one per pathway; 0 for a dead one")]
    public double[] Alpha { get; set; } = [0.22, 0.20];

    [Parameter("q", Above = 0, Description = "ηλ^sp, below c_L")]
    public double Step { get; set; } = 2.5;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = SettledRun.Steps;

    public override void Validate()
    {
        ModeRules.RequireOneEach(Pathways, Alpha);
        ModeRules.RequireSmall(Alpha, Sigma, Depth);
        ModeRules.RequireReturnSafe(Step, Depth);
        if (Alpha.Length is < 2 or > 8)
            throw new ParameterException("alpha", $"has {Alpha.Length} values; give 2 to 8 pathways.");
        if (Alpha.Max() == 0)
            throw new ParameterException("alpha", "is 0 in all pathways; at least one must be alive.");
    }

    [Check]
    public void A_run_in_the_window_ends_flat_and_more_balanced()
    {
        if (SettledRun.Objection(Depth, Alpha, Sigma, Step, Steps) is { } objection)
            Skip(objection);
        var outcome = Outcome(new(Depth, Alpha, Sigma, Step), Steps);
        Evidence.Above("smallest r_p of all steps", outcome.Run.MinScale, 0);
        Evidence.Below("|e|/σ at the end", Math.Abs(outcome.Run.Mode.Residual) / Sigma, 2e-3);
        Evidence.Below("ηλ/2 at the end", outcome.Run.EtaLambdaHalf, 1.002);
        Evidence.AtMost("D at the end minus D of gradient flow", outcome.DominanceGain, 1e-6);
        if (outcome.FlowEtaLambdaHalf > 1.02)
            Evidence.AtLeast("ηλ/2 at the end", outcome.Run.EtaLambdaHalf, 0.91);
    }

    [Check(Tier.Standard)]
    public void Random_runs_in_the_window_end_flat_and_more_balanced()
    {
        var outcomes = new Dictionary<LargeStepCase, LargeStepOutcome>();
        LargeStepOutcome Of(LargeStepCase c)
        {
            if (!outcomes.TryGetValue(c, out var outcome))
                outcomes.Add(c, outcome = Outcome(c, SettledRun.Steps));
            return outcome;
        }
        var agreement = Evidence.ForAll(
            "all r_p > 0, |e| < 0.002σ, ηλ/2 < 1.002, D ≤ D_GF + 10⁻⁶; ηλ/2 ≥ 0.91 where ηλ_GF/2 > 1.02 (largest of the "
                + "ratios to the bounds)",
            Cases().ToArbitrary(),
            c => Of(c).WorstRatio,
            Absolute(1)
        );
        agreement
            .Rejects("the end point of gradient flow at any step", c => Of(c).FlowEtaLambdaHalf / 1.002)
            .Rejects(
                "always the equal split",
                c => Math.Abs(Of(c).Run.Mode.Dominance - (1.0 / c.Scales.Length)) / 0.01
            );
        var unstable = outcomes.Values.Where(outcome => outcome.FlowEtaLambdaHalf > 1.02).ToList();
        if (unstable.Count == 0)
            return;
        Evidence.Above(
            "smallest ηλ/2 at the end after an unstable flow end",
            unstable.Min(o => o.Run.EtaLambdaHalf),
            0.91
        );
        Evidence.Below(
            "largest ηλ/2 at the end after an unstable flow end",
            unstable.Max(o => o.Run.EtaLambdaHalf),
            1.002
        );
    }

    [Check(Role = Role.Counterexample)]
    public void Slightly_above_the_edge_nothing_rebalances()
    {
        var outcome = Outcome(new(3, [0.11, 0.10], 1, 2.05), SettledRun.Steps);
        Evidence.Above("q", 2.05, 2);
        Evidence.Below("largest ηλ_t/2 of all steps", outcome.Run.MaxEtaLambdaHalf, 1);
        Evidence.Below("ηλ/2 at the end of gradient flow", outcome.FlowEtaLambdaHalf, 1);
        Evidence.Golden("L = 3, α = (0.11, 0.10), q = 2.05: D", outcome.Run.Mode.Dominance, Absolute(1e-5));
        Evidence.Golden("L = 3, α = (0.11, 0.10), q = 2.05: ηλ/2", outcome.Run.EtaLambdaHalf, Absolute(1e-4));
    }

    [Check]
    public void A_dead_pathway_stays_dead()
    {
        var plan = new PathwayPlan(2.4 / 3, 3000) { Samples = SampleTimes.Every(1) };
        var run = PathwayRun.Of(PathwayMode.Homogeneous(3, 1, [0.3, 0]), plan, Cancellation);
        Evidence.Matches("r₂ after 3000 steps at L = 3, q = 2.4", run.Mode.Scales[1], 0.0).Rejects("it grows", 0.1);
        var least = run.Samples.Skip(2001).Min(sample => Math.Abs(sample.Residual));
        Evidence.Above("least |e| of the last 1000 steps", least, 0.2);
        Evidence.Golden("least |e| of the last 1000 steps", least, Absolute(1e-5));
    }

    [Check]
    public void At_depth_two_the_ratio_of_the_pathways_never_changes()
    {
        var mode = PathwayMode.Homogeneous(2, 1, [0.11, 0.10]);
        var (drift, residual) = (0.0, 0.0);
        for (var t = 0; t < 500; t++)
        {
            mode.Step(1.1);
            drift = Math.Max(drift, Math.Abs((mode.Scales[1] / mode.Scales[0]) - (0.10 / 0.11)));
            residual = Math.Abs(mode.Residual);
        }
        Evidence.Below("largest change of r₂/r₁ in 500 steps of η = 1.1", drift, 1e-12);
        Evidence.Above("|e| after 500 steps: it keeps oscillating", residual, 0.1);
        Evidence
            .Agrees("ceiling 2P^(1−2/L) at L = 2, P = 2, 8", [Flat(2, 2), Flat(2, 8)], [2, 2], Absolute(1e-14))
            .Rejects("2P^(1−1/L)", 2 * Math.Sqrt(2), 2 * Math.Sqrt(8));
    }

    [Check]
    public void At_the_top_of_the_window_it_ends_at_the_equal_split()
    {
        var top = Flat(4, 2);
        double[] distances = [Imbalance(top, 20_000), Imbalance(top, 80_000)];
        Evidence.Below("D − 1/2 after 80 000 steps", distances[1], 4e-3);
        Evidence
            .Agrees("fall of D − 1/2 when the steps are quadrupled", distances[0] / distances[1], 2, Absolute(0.1))
            .Rejects("partially balanced for ever", 1)
            .Rejects("1/t", 4);
    }

    [Check]
    public void Followers_join_one_after_another()
    {
        var shares = Outcome(new(4, [0.22, 0.20, 0.19], 1, 2.5), 20_000).Run.Mode.Shares();
        Evidence.Above("s₂/s₃ at L = 4, α = (0.22, 0.20, 0.19), q = 2.5", shares[1] / shares[2], 2);
        Evidence.Above("s₁/s₂", shares[0] / shares[1], 2);
    }

    [Check(Role = Role.Counterexample)]
    public void Below_the_printed_ceiling_a_pathway_may_be_thrown_through_zero()
    {
        var window = new StabilityWindow(6, 4);
        var q = (window.ReturnThreshold + window.Flat) / 2;
        var run = Outcome(new(6, [0.4, 0.24, 0.24, 0.24], 1, q), 6000).Run;
        Evidence.Below("smallest r_p, L = 6, P = 4, halfway from c_L to 2P^(1−2/L)", run.MinScale, 0);
        Evidence.Above("largest ηe·max r^(L−2)", run.MaxOvershoot, 1);
        Evidence.Above("2P^(1−2/L) − c_L", window.Flat - window.ReturnThreshold, 0.5);
    }

    [Check(Tier.Standard)]
    public void Full_matrices_rebalance_alike()
    {
        var run = MatrixComparison.Of(
            [4, 4, 4],
            [1, 0.9, 0.5],
            [0.22, 0.20, 0.19],
            RateSchedule.Constant(2.8 / 4),
            SettledRun.Steps,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast($"digits of all shares that agree over {run.Steps} steps", run.Digits, 8);
    }

    private LargeStepOutcome Outcome(LargeStepCase c, int steps)
    {
        var eta = c.Q / PathwaySharpness.Single(c.Depth, c.Sigma);
        var mode = PathwayMode.Homogeneous(c.Depth, c.Sigma, c.Scales);
        var flow = GradientFlowEndpoint.Homogeneous(c.Depth, c.Scales, c.Sigma);
        return new(PathwayRun.Of(mode, new PathwayPlan(eta, steps), Cancellation), flow, eta);
    }

    private double Imbalance(double q, int steps)
    {
        var plan = new PathwayPlan(q / 4, steps) { Window = 1000 };
        return PathwayRun.Of(PathwayMode.Homogeneous(4, 1, [0.22, 0.20]), plan, Cancellation).Average!.Max() - 0.5;
    }

    private static Gen<LargeStepCase> Cases() =>
        from depth in Draw.Integer(3, 6)
        from pathways in Draw.Integer(2, 4)
        from sigma in Draw.Between(0.5, 3)
        from u in Draw.Between(0, 1).ArrayOf(pathways)
        from share in Draw.Between(0, 1)
        let scale = Base[depth - 3] * Math.Pow(sigma, 1.0 / depth)
        let top = SettledRun.LargestStep(new StabilityWindow(depth, pathways))
        select new LargeStepCase(
            depth,
            [.. u.Select(x => scale * (1 + (0.3 * x)))],
            sigma,
            2.02 + ((top - 2.02) * share)
        );

    private static double Flat(int depth, int pathways) => new StabilityWindow(depth, pathways).Flat;

    private sealed record LargeStepCase(int Depth, double[] Scales, double Sigma, double Q)
    {
        public override string ToString() =>
            $"L = {Depth}, α = ({string.Join(", ", Scales)}), σ = {Sigma:R}, q = {Q:R}";
    }

    private sealed record LargeStepOutcome(PathwayRun Run, GradientFlowEndpoint Flow, double Eta)
    {
        public double FlowEtaLambdaHalf => Eta * Flow.Sharpness / 2;

        public double DominanceGain => Run.Mode.Dominance - Flow.Dominance;

        public double WorstRatio =>
            Run.MinScale > 0
                ? new[]
                {
                    Math.Abs(Run.Mode.Residual) / (2e-3 * Flow.Target),
                    Run.EtaLambdaHalf / 1.002,
                    DominanceGain / 1e-6,
                    FlowEtaLambdaHalf > 1.02 ? 0.91 / Run.EtaLambdaHalf : 0,
                }.Max()
                : double.PositiveInfinity;
    }
}

using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/def-1",
    "Edge of stability",
    Kind = ClaimKind.Definition,
    Source = "Definition 1; Section 4.2, last paragraph",
    DependsOn = ["B/thm-1", "B/lem-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        At the edge of stability the sharpness $S(\Theta) = \|\nabla^2 f(\Theta)\|_2$ rises to $2/\eta$ and then stays around
        $2/\eta$, while the loss is non-monotone on short time scales and consistently decreases over long ones. In the deep linear
        network the sharpness oscillates about $2/\eta$.
        """,
    Corrected = """
        In the deep linear network the sharpness rises to $2/\eta$ and ends in a two-cycle around it, $S(\rho_1) < 2/\eta <
        S(\rho_2)$ with $S(s) = Ls^{2L-2} + (L-1)(s^L - \sigma_1)s^{L-2}$, so that one step of the top direction has the derivative
        $1 - \eta S(s)$. The loss does not decrease over long time scales: it ends in a positive two-cycle too.
        """,
    Explanation = """
        In the deep linear network gradient descent above $2/\eta = S$ never converges, not even slowly: the loss alternates for ever
        between two positive values, $\tfrac12(\rho_1^L - \sigma_1)^2$ and $\tfrac12(\rho_2^L - \sigma_1)^2$. The rise of the
        sharpness is monotone when sampled every ten steps, but not step by step: just before it crosses $2/\eta$ the largest
        curvature changes from the direction of escape to the top direction, and $\|\nabla^2 f\|_2$ dips (14.66, 12.83, 26.04,
        84.32 at steps 501 to 504).
        """
)]
public sealed class EdgeOfStability : ClaimSpec
{
    [Parameter(Min = 2, Max = 8, Description = "L of the two-cycle")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Below = 2.51, Description = "ηS of the two-cycle, below k₄(L)")]
    public double Step { get; set; } = 2.1;

    [Parameter(Above = 0, Max = 1e6, Description = "σ₁ of the two-cycle")]
    public double Sigma { get; set; } = 10;

    [Parameter("eta", Above = 0, Max = 1, Description = "learning rate of the run (L = 3, d = 5, σ = (10, 6, 3))")]
    public double LearningRate { get; set; } = 0.0315;

    [Parameter(Min = 1e-3, Max = 1, Description = "scale of the unbalanced start of the run")]
    public double Alpha { get; set; } = 0.01;

    public override void Validate()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        if (Step >= k4)
            throw new ParameterException("k", $"is {Step:R}; the orbit is stable only below k₄({Depth}) = {k4:R}.");
    }

    [Check(Tier.Standard)]
    public void Sampled_every_ten_steps_the_sharpness_rises_to_the_threshold()
    {
        // Every five steps, to see both points of the two-cycle; up to the crossing every ten.
        var run = Run(steps: 1500, every: 5);
        var crossing = (int)run.FirstCrossing!;
        var rise = run
            .Samples.Where(sample => sample.Step == crossing || (sample.Step < crossing && sample.Step % 10 == 0))
            .Skip(1)
            .ToArray();
        Figure("Sharpness along gradient descent", Axis.Linear("t"), Axis.Log("‖∇²f‖₂"))
            .Points("every five steps", Steps(run.Samples), [.. run.Samples.Select(sample => sample.Sharpness)])
            .Level("2/η", 2 / LearningRate);
        var drops = rise.Zip(rise.Skip(1), (a, b) => a.Sharpness - b.Sharpness);
        Evidence.AtMost("largest drop between samples up to the first one above 2/η", drops.Max(), 0);
        Evidence.Above("sharpness of that sample against 2/η", rise[^1].Sharpness, 2 / LearningRate);
        var tail = run.Samples.SkipWhile(sample => sample.Step <= 2 * crossing).ToArray();
        Evidence.Below(
            "smallest sharpness after twice that time",
            tail.Min(sample => sample.Sharpness),
            2 / LearningRate
        );
        Evidence.Above(
            "largest sharpness after twice that time",
            tail.Max(sample => sample.Sharpness),
            2 / LearningRate
        );
    }

    [Check(Tier.Standard)]
    public void Step_by_step_it_dips_before_the_crossing()
    {
        // The first step at which the top direction alone, in closed form, exceeds 2/η.
        var crossing = FirstCrossing();
        var run = Run(crossing, every: 1);
        var rise = run.Samples.Skip(10).Take(crossing - 9).ToArray();
        var peak = rise.Zip(rise.Skip(1)).First(pair => pair.Second.Sharpness < pair.First.Sharpness - 1e-6).First.Step;
        Evidence
            .Matches("steps from the first drop to the crossing", crossing - peak, 3)
            .Rejects("none: monotone at every step", 0);
        Evidence.Matches("first step above 2/η of the full Hessian", run.FirstCrossing, crossing);
        Evidence
            .Agrees(
                "sharpness at the crossing, full Hessian",
                rise[^1].Sharpness,
                TopMode.Sharpness(TopMode.Iterate(SingularMode.Unbalanced(Alpha), crossing)),
                Relative(1e-8)
            )
            .Rejects("2/η", 2 / LearningRate);
        for (var back = 4; back >= 0; back--)
            Evidence.Golden($"sharpness at t=t_c-{back}", run.Samples[crossing - back].Sharpness, Absolute(1e-4));
        Evidence.Golden("t_c, the first step above 2/η", crossing, Absolute(0.5));
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void The_loss_ends_in_a_positive_two_cycle()
    {
        RequireOscillation();
        var eta = LearningRate;
        var orbit = TwoPeriodOrbit.At(
            3,
            eta * StepChoice.Sharpness(3, Target.SingularValues[0]),
            Target.SingularValues[0]
        );
        var network = DeepLinearNetworks.Unbalanced(3, 5, Alpha);
        var (early, late) = (LastLosses(network, 20_000), LastLosses(network, 20_000));
        var predicted = new[] { orbit.Product1, orbit.Product2 }
            .Select(product => (product - Target.SingularValues[0]) * (product - Target.SingularValues[0]) / 2)
            .Order()
            .ToArray();
        Evidence
            .Agrees("the two losses after 20000 steps", early, predicted, Relative(1e-6))
            .Rejects("settling: both 0", 0, 0);
        Evidence
            .Agrees("the two losses after 40000 steps", late, early, Relative(1e-6))
            .Rejects("a loss that halves over a long time", early[0] / 2, early[1] / 2);
        Evidence.Above("smaller of the two", late[0], 0.01);
    }

    [Check]
    public void The_final_sharpness_alternates_around_the_threshold()
    {
        var orbit = TwoPeriodOrbit.At(Depth, Step, Sigma);
        double[] measured = FinalSharpness(orbit);
        Evidence
            .Agrees(
                "top Hessian eigenvalue on the two points",
                measured,
                [orbit.Sharpness1, orbit.Sharpness2],
                Relative(1e-8)
            )
            .Rejects("both at 2/η", orbit.TwoOverEta, orbit.TwoOverEta)
            .Rejects("Ls^(2L−2) alone", Bare(Depth, orbit.Rho1), Bare(Depth, orbit.Rho2));
        Evidence.Below("S(ρ₁) against 2/η", measured[0], orbit.TwoOverEta);
        Evidence.Above("S(ρ₂) against 2/η", measured[1], orbit.TwoOverEta);
        var map = new BalancedMap(Depth, Step);
        Evidence
            .Agrees(
                "1 − ηS(s), S the top Hessian eigenvalue, on the two points",
                [1 - (2 / orbit.TwoOverEta * measured[0]), 1 - (2 / orbit.TwoOverEta * measured[1])],
                [map.Derivative(orbit.Cycle.Low), map.Derivative(orbit.Cycle.High)],
                Absolute(1e-7)
            )
            .Rejects("−1, the edge of stability at every step", -1, -1);
    }

    [Check]
    public void Reference_orbits_have_the_tabulated_sharpness()
    {
        foreach (var (L, k) in new[] { (2, 2.1), (3, 2.1), (3, 2.3), (4, 2.1) })
        {
            var orbit = TwoPeriodOrbit.At(L, k, 10);
            Evidence.Golden($"S(ρ₁) at L={L}, k={k}, σ=10", TopEigenvalue(L, 10, orbit.Rho1), Absolute(1e-9));
            Evidence.Golden($"S(ρ₂) at L={L}, k={k}, σ=10", TopEigenvalue(L, 10, orbit.Rho2), Absolute(1e-9));
            Evidence.Golden($"2/η at L={L}, k={k}, σ=10", orbit.TwoOverEta, Absolute(1e-9));
        }
    }

    [Check]
    public void It_does_so_for_all_stable_orbits()
    {
        var limits = Enumerable.Range(2, 3).Select(Cascade.StabilityLoss).ToArray();
        var cases =
            from L in Draw.Integer(2, 4)
            from share in Draw.Between(0.01, 1)
            from sigma in Draw.LogBetween(0.1, 100)
            select new OrbitCase(L, 2 + (share * (limits[L - 2] - 2)), sigma);
        Evidence
            .ForAll(
                "top Hessian eigenvalue on both points against S(s), L = 2, 3, 4, 2 < k < k₄",
                cases.ToArbitrary(),
                c => Deviation(c, BalancedSharpness.At),
                Relative(1e-9)
            )
            .Rejects("Ls^(2L−2) alone", c => Deviation(c, (L, _, s) => Bare(L, s)))
            .Rejects("2/η", c => Deviation(c, (_, _, _) => TwoPeriodOrbit.At(c.Depth, c.K, c.Sigma).TwoOverEta));
        Evidence.ForAll(
            "1: not S(ρ₁) < 2/η < S(ρ₂)",
            cases.ToArbitrary(),
            c => Straddles(TwoPeriodOrbit.At(c.Depth, c.K, c.Sigma)) ? 0 : 1,
            Absolute(0)
        );
    }

    private static TargetMatrix Target => TargetMatrix.Diagonal(5, 10, 6, 3);

    private void RequireOscillation()
    {
        var k = LearningRate * StepChoice.Sharpness(3, Target.SingularValues[0]);
        if (k <= 2.02 || k >= 0.99 * Cascade.StabilityLoss(3))
            Skip($"k = ηS = {k:G6} is not inside (2.02, 0.99·k₄): the run has no two-cycle that is reached soon.");
    }

    private SingularMode TopMode => new(3, Target.SingularValues[0], LearningRate);

    private int FirstCrossing()
    {
        RequireOscillation();
        var state = SingularMode.Unbalanced(Alpha);
        for (var t = 0; t <= 5000; t++)
        {
            if (t > 10 && TopMode.Sharpness(state) > 2 / LearningRate)
                return t;
            state = TopMode.Step(state);
        }
        Skip($"From α = {Alpha:G6} the sharpness does not reach 2/η within 5000 steps.");
        return 0;
    }

    private RecordedRun Run(int steps, int every)
    {
        RequireOscillation();
        var plan = new RunPlan(LearningRate, steps) { Every = every, Sharpness = SharpnessRecording.EverySample };
        var run = RecordedRun.Of(DeepLinearNetworks.Unbalanced(3, 5, Alpha), Target, plan, Cancellation);
        if (run.FirstCrossing is null)
            Skip($"From α = {Alpha:G6} the sharpness does not reach 2/η within {steps} steps.");
        return run;
    }

    private double[] LastLosses(DeepLinearNetwork network, int steps)
    {
        Descend(network, Target, LearningRate, steps);
        var first = network.Loss(Target.Matrix);
        network.Step(Target.Matrix, LearningRate);
        double[] losses = [first, network.Loss(Target.Matrix)];
        network.Step(Target.Matrix, LearningRate);
        return [.. losses.Order()];
    }

    // Gradient descent of a d = 2 network whose second direction is null and zero.
    private double[] FinalSharpness(TwoPeriodOrbit orbit)
    {
        var decay = -Math.Log(Math.Abs(orbit.Multiplier));
        var steps = 2 * (int)Math.Ceiling(40 / Math.Min(decay, 4));
        if (steps > 200_000)
            Skip($"k = {Step:R} is so close to a doubling point that the orbit is reached only after {steps} steps.");
        var target = TargetMatrix.Diagonal(2, Sigma);
        var network = Balanced(Depth, 0.95 * Math.Pow(Sigma, 1.0 / Depth));
        Descend(network, target, 2 / orbit.TwoOverEta, steps);
        var first = Curvature.Sharpness(network, target.Matrix);
        network.Step(target.Matrix, 2 / orbit.TwoOverEta);
        double[] values = [first, Curvature.Sharpness(network, target.Matrix)];
        return [.. values.Order()];
    }

    private void Descend(DeepLinearNetwork network, TargetMatrix target, double rate, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            if (t % 4096 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, rate);
        }
    }

    private static double Deviation(OrbitCase c, Func<int, double, double, double> sharpness)
    {
        var orbit = TwoPeriodOrbit.At(c.Depth, c.K, c.Sigma);
        double[] points = [orbit.Rho1, orbit.Rho2];
        return points.Max(s => Math.Abs((sharpness(c.Depth, c.Sigma, s) / TopEigenvalue(c.Depth, c.Sigma, s)) - 1));
    }

    private static bool Straddles(TwoPeriodOrbit orbit) =>
        orbit.Sharpness1 < orbit.TwoOverEta && orbit.TwoOverEta < orbit.Sharpness2;

    private static double Bare(int depth, double s) => depth * Math.Pow(s, (2 * depth) - 2);

    private static double TopEigenvalue(int depth, double sigma, double s) =>
        Factorizations.SymmetricEigenvalues(
            ExplicitHessian.Of(Balanced(depth, s), TargetMatrix.Diagonal(2, sigma).Matrix)
        )[0];

    private static DeepLinearNetwork Balanced(int depth, double s) =>
        DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(Matrix.Diagonal(2, 2, [s]), depth)]);

    private static double[] Steps(IReadOnlyList<RunSample> samples) =>
        [.. samples.Select(sample => (double)sample.Step)];

    private sealed record OrbitCase(int Depth, double K, double Sigma);
}

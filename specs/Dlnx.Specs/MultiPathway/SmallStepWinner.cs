using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.1-small",
    "Small step: winner-takes-all",
    Kind = ClaimKind.Remark,
    Source = "Section 5.1, first list",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-E.3", "A/eq-54"],
    Verdict = Verdict.Conditional,
    Statement = """
        For $\eta \ll 2/\lambda^{sp}$ gradient descent follows gradient flow: the pathway that is largest at the start takes the
        mode, the others stay near zero, and the sharpness ends near that of a single path, $\lambda^{sp} = L\sigma^{2-2/L}$.
        """,
    Readings = [
        "“Tiny asymmetry” is not enough: at a fixed difference of scales the split is partial; the statement needs α → 0 at a "
            + "fixed ratio.",
    ],
    Explanation = """
        The end of gradient flow from the scales $\alpha_p$ is $s_p = (c+\xi_p)^{-L/(L-2)}$ with
        $\xi_p = \alpha_p^{2-L} - \overline{\alpha^{2-L}}$ and $c$ the root of $\sum_p s_p = \sigma$. Winner-takes-all therefore
        needs $\alpha_q^{2-L} - \alpha_1^{2-L} \gg \sigma^{-(L-2)/L}$, that is $\alpha \to 0$ at a fixed ratio: scales 0.11 and
        0.10 at $L = 3$, $\sigma = 1$ end at shares 0.867 and 0.133. For $L = 2$ the ratio $r_p/r_q$ never changes. Growth is
        hyperbolic, with finite-time blow-up at $t_* = \alpha^{2-L}/((L-2)\sigma)$ where the residual stays at $-\sigma$.
        """
)]
public sealed class SmallStepWinner : ClaimSpec
{
    private const int MostSteps = 1_000_000;

    private static readonly StartRow[] Rows =
    [
        new(3, [0.1, 0.05]),
        new(3, [0.11, 0.10]),
        new(3, [0.12, 0.11, 0.10, 0.09]),
        new(4, [0.22, 0.20]),
    ];

    [Parameter("L", Min = 3, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e3, Description = "α_p below σ^(1/L), one per pathway")]
    public double[] Alpha { get; set; } = [0.11, 0.10];

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter("q", Above = 0, Max = 0.5, Description = "ηλ^sp")]
    public double Step { get; set; } = 0.05;

    public override void Validate() => ModeRules.RequireSmall(Alpha, Sigma, Depth);

    [Check]
    public void Gradient_descent_ends_where_the_root_formula_says()
    {
        var whole = Converged(new(Depth, Alpha), Sigma, Step);
        var half = Converged(new(Depth, Alpha), Sigma, Step / 2);
        var law = GradientFlowEndpoint.Homogeneous(Depth, Alpha, Sigma).Shares;
        double[] extrapolated = [.. whole.Zip(half, (a, b) => (2 * b) - a)];
        // Gradient descent differs from the flow in first order of q, the extrapolation in second.
        var (first, second) = (Absolute(0.06 * Step), Absolute((0.05 * Step * Step) + 1e-10));
        Evidence.Agrees("s_p/σ at the end", whole, law, first);
        var agreement = Evidence.Agrees("s_p/σ extrapolated from q and q/2 to η = 0", extrapolated, law, second);
        double[] winner = [.. Alpha.Select(a => a == Alpha.Max() ? 1.0 : 0)];
        if (law.Zip(winner, (a, b) => Math.Abs(a - b)).Max() > 3 * second.Value)
            agreement.Rejects("winner takes all", winner);
        var ratio = KeptRatio(Depth);
        if (law.Zip(ratio, (a, b) => Math.Abs(a - b)).Max() > 3 * second.Value)
            agreement.Rejects("the ratio of the scales is kept", ratio);
    }

    [Check]
    public void Reference_end_points()
    {
        foreach (var row in Rows)
        {
            var law = GradientFlowEndpoint.Homogeneous(row.Depth, row.Scales, 1).Shares;
            for (var p = 0; p < (law.Length == 2 ? 1 : law.Length); p++)
                Evidence.Golden($"{row}: share {p + 1}", law[p], Absolute(1e-12));
            var (fine, coarse) = (Distance(row, 0.05), Distance(row, 0.1));
            Evidence.Golden($"{row}: distance of the shares at q = 0.05", fine, Absolute(1e-5));
            Evidence.Below($"{row}: distance of the shares at q = 0.05", fine, 3e-3);
            // The first row is too close to D = 1 to show the order.
            if (row != Rows[0])
                Evidence
                    .Agrees($"{row}: distance at q = 0.1 over that at 0.05", coarse / fine, 2, Absolute(0.1))
                    .Rejects("second order in the step", 4);
        }
    }

    [Check]
    public void Levels_rise_alike_along_the_flow()
    {
        // In units in which σ = 1; the flow of the other σ is the same up to scales and time.
        var unit = Math.Pow(Sigma, 1.0 / Depth);
        double[] r = [.. Alpha.Select(a => a / unit)];
        var start = Levels(r);
        int[] depths = [.. r.Select(_ => Depth)];
        var flow = new RungeKutta4(PathwayFlow.Velocity(depths, 1), r.Length);
        for (var t = 0; t < 6000; t++)
            flow.Advance(0, r, 0.01);
        var drift = Levels(r).Zip(start, (now, then) => now - then).ToArray();
        // The step of 0.01 keeps the error of Runge and Kutta's method below 1e-9 of the levels.
        var within = Absolute(1e-9);
        var agreement = Evidence.Agrees(
            "largest change of a difference y_p − y_q up to time 60, over the largest y",
            (drift.Max() - drift.Min()) / start.Max(),
            0,
            within
        );
        // All levels times one factor, that of the first pathway.
        var kept = Math.Abs(drift[0] / start[0]) * (start.Max() - start.Min()) / start.Max();
        if (kept > 10 * within.Value)
            agreement.Rejects("the ratio of the scales is kept", kept);
    }

    [Check]
    public void Smaller_scales_at_a_fixed_ratio_approach_winner_takes_all()
    {
        if (Alpha.Count(a => a == Alpha.Max()) > 1 || Alpha.Length == 1)
            Skip("There is no single largest pathway that could take the mode; give different scales.");
        double[] factors = [1, 0.5, 0.25, 0.125, 0.0625];
        double[] followers = [.. factors.Select(f => Followers(f))];
        Evidence.Trend(
            "the followers' share falls when all scales are halved",
            [.. followers.Zip(followers.Skip(1), (a, b) => a - b)],
            factors.Length - 1
        );
        Evidence.Golden("L = 3, (0.11, 0.10)/16: share of the follower", ReferenceFollower(), Absolute(1e-12));
        Plot();
    }

    [Check]
    public void Half_of_the_mode_is_learnt_near_the_blow_up_time()
    {
        const double eta = 0.05 / 4;
        var mode = PathwayMode.Homogeneous(4, 1, [0.22, 0.20]);
        var steps = 0;
        for (; mode.Coefficient(0) < 0.5; steps++)
            mode.Step(eta);
        Evidence.Golden("steps until s₁ = σ/2, L = 4, α = (0.22, 0.20), q = 0.05", steps, Absolute(0));
        Evidence
            .Agrees("steps until s₁ = σ/2", steps, GradientFlowEndpoint.BlowUpTime(4, 0.22, 1) / eta, Relative(0.05))
            .Rejects(
                "exponential growth at the initial rate σα^(L−2)",
                Math.Log(Math.Pow(0.5, 0.25) / 0.22) / (0.22 * 0.22 * eta)
            );
    }

    [Check]
    public void The_larger_pathway_gains_on_the_smaller_one_while_the_mode_is_underestimated()
    {
        const double h = 1e-6;
        var cases =
            from depth in Draw.Integer(2, 8)
            from large in Draw.Between(0.1, 0.8)
            from ratio in Draw.Between(0.2, 0.95)
            select new StartRow(depth, [large, large * ratio]);
        Evidence
            .ForAll(
                "d ln(s₁/s₂)/dt + Le(r₁^(L−2) − r₂^(L−2)), σ = 2",
                cases.ToArbitrary(),
                c => Math.Abs(Growth(c, h) - Predicted(c, c.Depth - 2)),
                Absolute(1e-4)
            )
            .Rejects("exponent L − 1", c => Math.Abs(Growth(c, h) - Predicted(c, c.Depth - 1)));
    }

    [Check]
    public void At_depth_two_the_ratio_of_the_scales_is_kept()
    {
        var mode = PathwayMode.Homogeneous(2, 1, [0.11, 0.10]);
        for (var t = 0; t < 4000; t++)
            mode.Step(0.025);
        var law = GradientFlowEndpoint.Homogeneous(2, [0.11, 0.10], 1);
        Evidence
            .Agrees("s_p/σ at L = 2, q = 0.05", mode.Shares(), law.Shares, Absolute(1e-12))
            .Rejects("the largest pathway takes all", 1, 0);
        Evidence.Agrees("s₁/s₂", law.Shares[0] / law.Shares[1], 1.21, Absolute(1e-12));
    }

    [Check]
    public void Full_matrices_follow_the_recursion()
    {
        var run = MatrixComparison.Of(
            [3, 3],
            [1, 0.7, 0.4],
            [0.11, 0.10],
            RateSchedule.Constant(0.05 / 3),
            2000,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast($"digits of all shares that agree over {run.Steps} steps", run.Digits, 10);
    }

    private double[] Converged(StartRow row, double sigma, double q)
    {
        var eta = q / PathwaySharpness.Single(row.Depth, sigma);
        var escape = SettledRun.EscapeSteps(row.Depth, row.Scales, sigma, q);
        if (escape > MostSteps)
            Skip($"Leaving such small scales takes about {escape:G2} steps; choose a larger alpha or q.");
        var mode = PathwayMode.Homogeneous(row.Depth, sigma, row.Scales);
        for (var t = 0; Math.Abs(mode.Residual) > 1e-13 * sigma; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            if (t > 10 * MostSteps)
                Skip("Gradient descent has not converged within ten million steps; choose a larger alpha or q.");
            mode.Step(eta);
        }
        return mode.Shares();
    }

    private double Distance(StartRow row, double q) =>
        Converged(row, 1, q)
            .Zip(GradientFlowEndpoint.Homogeneous(row.Depth, row.Scales, 1).Shares, (a, b) => Math.Abs(a - b))
            .Max();

    private double[] KeptRatio(int depth)
    {
        double[] powers = [.. Alpha.Select(a => Math.Pow(a / Alpha.Max(), depth))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private double[] Levels(double[] r) => [.. r.Select(x => LeafCoordinates.Coordinate(Depth, x))];

    private double Followers(double factor)
    {
        double[] scales = [.. Alpha.Select(a => factor * a)];
        return GradientFlowEndpoint.Homogeneous(Depth, scales, Sigma).Shares.Order().SkipLast(1).Sum();
    }

    private static double ReferenceFollower() =>
        GradientFlowEndpoint.Homogeneous(3, [0.11 / 16, 0.10 / 16], 1).Shares[1];

    private void Plot()
    {
        double[] factors = [.. Enumerable.Range(0, 41).Select(i => Math.Pow(2, -4 + (i / 10.0)))];
        double[] some = [.. factors.Where((f, i) => i % 4 == 0 && StepsFrom(f) < 30_000)];
        double Leader(double factor) => factor * Alpha.Max();
        double[] Scaled(double factor) => [.. Alpha.Select(a => factor * a)];
        Figure("Share of the winner against the scale of the start", Axis.Log("α of the leader"), Axis.Linear("D"))
            .Line("end of gradient flow", [.. factors.Select(Leader)], [.. factors.Select(f => 1 - Followers(f))])
            .Points(
                $"gradient descent, q = {Step:R}",
                [.. some.Select(Leader)],
                [.. some.Select(f => Converged(new(Depth, Scaled(f)), Sigma, Step).Max())]
            )
            .Level("equal split", 1.0 / Alpha.Length);
    }

    private double StepsFrom(double factor) =>
        SettledRun.EscapeSteps(Depth, [.. Alpha.Select(a => factor * a)], Sigma, Step);

    private static double Growth(StartRow row, double h)
    {
        var mode = PathwayMode.Homogeneous(row.Depth, 2, row.Scales);
        var before = Math.Log(mode.Coefficient(0) / mode.Coefficient(1));
        mode.Step(h);
        return (Math.Log(mode.Coefficient(0) / mode.Coefficient(1)) - before) / h;
    }

    private static double Predicted(StartRow row, int exponent)
    {
        var e = PathwayMode.Homogeneous(row.Depth, 2, row.Scales).Residual;
        return -row.Depth * e * (Math.Pow(row.Scales[0], exponent) - Math.Pow(row.Scales[1], exponent));
    }

    private sealed record StartRow(int Depth, double[] Scales)
    {
        public override string ToString() => $"L = {Depth}, α = ({string.Join(", ", Scales)})";
    }
}

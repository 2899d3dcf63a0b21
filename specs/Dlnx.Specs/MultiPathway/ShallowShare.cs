using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.3-share",
    "\"The shallow pathway still carries the largest share\"",
    Kind = ClaimKind.Remark,
    Source = "after eq. (18)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-18"],
    Verdict = Verdict.Corrected,
    Statement = """
        In the flattest allocation of a mode to pathways of unequal depth the shallow pathway still carries the largest share.
        """,
    Corrected = """
        Of two pathways $L_1 < L_2$ the deeper one has the larger optimal share if and only if
        $$\sigma < \sigma_\times = 2\Big(\frac{L_1-1}{L_2-1}\Big)^{1/(2/L_1-2/L_2)},$$
        also for $L_1 = 2$. Since $\sigma_\times \le \tfrac14$ for all pairs up to depth 64, the statement holds for
        $\sigma \ge 1$.
        """,
    Readings = [
        "As a statement about the settings shown (σ ≥ 1) it is true; the text has no condition on σ.",
        "That the optimum gives the deep pathway more than winner-takes-all does is true for all σ with L₁ > 2.",
    ],
    Explanation = """
        The marginal sharpness $2(L-1)s^{1-2/L}$ grows with depth at $s = 1$ but falls with depth for small $s$. Depths (3, 5)
        at $\sigma = 0.05$ share (0.342, 0.658), depths (2, 3) at $\sigma = 0.1$ share (0, 1), and gradient descent at
        $\eta = 2/\lambda^*$ confirms the first.
        """
)]
public sealed class ShallowShare : ClaimSpec
{
    private static readonly int[][] Pairs =
    [
        [2, 3],
        [2, 4],
        [3, 4],
        [3, 5],
        [3, 6],
        [3, 8],
        [4, 5],
    ];

    [Parameter(Min = 2, Max = 64, Description = "L₁ < L₂")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 0.05;

    private DepthCrossover Crossover => DepthPair.Require(Depths);

    public override void Validate() => _ = Crossover;

    [Check]
    public void The_deeper_path_leads_exactly_below_the_threshold()
    {
        var lead = Lead(Crossover, Sigma);
        Evidence
            .Matches($"at σ = {Sigma:R} the deeper path leads", lead < 0, Sigma < Crossover.EqualShares)
            .Rejects("the opposite", Sigma >= Crossover.EqualShares);
        var cases =
            from shallow in Draw.Integer(2, 20)
            from more in Draw.Integer(1, 20)
            select new DepthCrossover(shallow, shallow + more);
        Evidence
            .ForAll(
                "|s₁ − s₂|/σ at σ_×",
                cases.ToArbitrary(),
                c => Math.Abs(Lead(c, c.EqualShares)) / c.EqualShares,
                Absolute(1e-9)
            )
            .Rejects("σ_× without the factor 2", c => Math.Abs(Lead(c, c.EqualShares / 2)) / c.EqualShares);
        Evidence
            .ForAll(
                "s₁ > s₂ at 1.1 σ_× and s₁ < s₂ at 0.9 σ_× (0 when both hold)",
                cases.ToArbitrary(),
                c => Lead(c, 1.1 * c.EqualShares) > 0 && Lead(c, 0.9 * c.EqualShares) < 0 ? 0 : 1,
                Absolute(0)
            )
            .Rejects("shallow always larger", c => Lead(c, 0.9 * c.EqualShares) > 0 ? 0 : 1);
    }

    [Check]
    public void For_targets_of_at_least_one_the_shallow_path_leads()
    {
        var largest = 0.0;
        for (var deep = 3; deep <= 64; deep++)
        {
            for (var shallow = 2; shallow < deep; shallow++)
                largest = Math.Max(largest, new DepthCrossover(shallow, deep).EqualShares);
        }
        Evidence.Agrees("largest σ_× of all pairs up to depth 64", largest, 0.25, Absolute(1e-12)).Rejects("1", 1);
    }

    [Check]
    public void Reference_thresholds()
    {
        foreach (var pair in Pairs)
            Evidence.Golden($"σ_×({pair[0]}, {pair[1]})", DepthPair.Require(pair).EqualShares, Absolute(1e-10));
    }

    [Check(Role = Role.Counterexample)]
    public void Small_targets_go_to_the_deep_path()
    {
        var three = OptimalAllocation.Of([3, 5], 0.05).Shares;
        Evidence.Golden("depths 3, 5, σ = 0.05: share of the shallow path", three[0], Absolute(5e-4));
        Evidence.Above("depths 3, 5, σ = 0.05: deep minus shallow share", three[1] - three[0], 0.3);
        Evidence
            .Agrees("depths 2, 3, σ = 0.1: shares", OptimalAllocation.Of([2, 3], 0.1).Shares, [0, 1], Absolute(1e-14))
            .Rejects("shallow path largest", 1, 0);
    }

    [Check(Role = Role.Counterexample)]
    public void Gradient_descent_gives_the_deep_path_the_larger_share()
    {
        var optimum = OptimalAllocation.Of([3, 5], 0.05);
        var plan = new PathwayPlan(optimum.LearningRate, 200_000)
        {
            Window = 2000,
            Samples = SampleTimes.PerDecade(40),
        };
        var run = PathwayRun.Of(new PathwayMode([3, 5], 0.05, [0.1, 0.1]), plan, Cancellation);
        var flow = GradientFlowEndpoint.Of([3, 5], [0.1, 0.1], 0.05);
        var average = run.Average!;
        // At the critical step the approach is algebraic, and the last steps still oscillate by 0.002.
        Evidence
            .Agrees(
                "shares at η = 2/λ*, mean of the last 2000 of 200 000 steps",
                average,
                optimum.Shares,
                Absolute(6e-3)
            )
            .Rejects("shallow path largest", optimum.Shares[1], optimum.Shares[0])
            .Rejects("gradient flow", flow.Shares)
            .Rejects("equal split", 0.5, 0.5);
        Evidence.Golden("share of the shallow path after 200 000 steps", average[0], Absolute(2e-3));
        Evidence.Golden("share of the deep path after 200 000 steps", average[1], Absolute(2e-3));
        double[] times = [.. run.Samples.Skip(1).Select(sample => (double)sample.Step)];
        Figure("Depths 3 and 5, σ = 0.05, η = 2/λ*", Axis.Log("step"), Axis.Linear("s_p/σ"))
            .Points("L = 3", times, [.. run.Samples.Skip(1).Select(sample => sample.Coefficients[0] / 0.05)])
            .Points("L = 5", times, [.. run.Samples.Skip(1).Select(sample => sample.Coefficients[1] / 0.05)])
            .Level("optimum, L = 3", optimum.Shares[0])
            .Level("optimum, L = 5", optimum.Shares[1]);
    }

    [Check]
    public void Layers_trained_by_their_own_gradients_end_there_too()
    {
        var optimum = OptimalAllocation.Of([3, 5], 0.05);
        MatrixComparison After(int steps) =>
            MatrixComparison.Of(
                [3, 5],
                [0.05],
                [0.1, 0.1],
                RateSchedule.Constant(optimum.LearningRate),
                steps,
                new RandomStream(StreamSeed()),
                Cancellation
            );
        // At this step the shallow path alone has q = 3.2: until the deep path joins, the run is chaotic.
        var early = After(20);
        Evidence.AtLeast($"digits of the shares that agree over {early.Steps} steps", early.Digits, 9);
        var late = After(20_000);
        var total = late.Shares[0].Sum();
        Evidence
            .Agrees(
                $"s_p/Σs after {late.Steps} steps at η = 2/λ*",
                [.. late.Shares[0].Select(share => share / total)],
                optimum.Shares,
                Absolute(0.02)
            )
            .Rejects("shallow path largest", optimum.Shares[1], optimum.Shares[0])
            .Rejects("equal split", 0.5, 0.5);
    }

    private static double Lead(DepthCrossover pair, double sigma)
    {
        var s = OptimalAllocation.Of([pair.Shallow, pair.Deep], sigma).Coefficients;
        return s[0] - s[1];
    }
}

using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-24",
    "Admissible window and rank-k re-balancing",
    Kind = ClaimKind.Proposition,
    Source = "eq. (24) and following",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2", "A/thm-6.2", "A/rem-5.1-large"],
    Verdict = Verdict.Conditional,
    Statement = """
        A learning rate
        $$\eta \in \Big(\frac{2}{\lambda_k^{sp}},\ \min\Big\{\frac{2}{\lambda_{k+1}^{sp}},\ \frac{2}{\lambda_1^{min}},\
          \eta_{WCR}(\sigma_1)\Big\}\Big)$$
        makes exactly the single-path solutions of modes $1, \dots, k$ unstable. The achievable rank is the largest $k$ with
        $(\sigma_1/\sigma_k)^{2-2/L} < \min(c_L/2, P^{1-2/L})$, and the largest admissible ratio
        $\rho(L, P) = \min(c_L/2, P^{1-2/L})^{L/(2L-2)}$ increases with $L$ for $L \ge 3$.
        """,
    Readings = ["“Re-balances” means leaves the single path; modes just above their edge move little."],
    Explanation = """
        The lower edges are exact only as $\alpha \to 0$: at finite scales the end of gradient flow is flatter than the single
        path (A/rem-5.1-large). Modes reach the equal split only at their own critical step, so that at one learning rate
        re-balancing is partial, most in mode 1. At $L = 2$ the window is empty.
        """
)]
public sealed class AdmissibleWindow : RankSpec
{
    [Check]
    public void Exactly_the_modes_above_their_edge_rebalance()
    {
        List<int> counts = [];
        foreach (var q in ReferenceQs)
        {
            var runs = Reference.Run(q, ReferenceSteps, Cancellation);
            counts.Add(Reference.Rebalanced([.. runs.Select(run => run.Mode)]));
            for (var i = 0; i < runs.Length; i++)
                CheckMode(i, q, runs[i]);
        }
        var predicted = ReferenceQs.Select(q => Reference.Window.Unstable(Reference.Sigma, q)).ToArray();
        Evidence
            .Matches("modes re-balanced at q = 1.8, 2.25, 2.85, 3.6", counts.ToArray(), predicted)
            .Rejects(
                "edges at 1/λ_k^sp",
                [.. ReferenceQs.Select(q => Reference.Window.Unstable(Reference.Sigma, 2 * q))]
            )
            .Rejects("all modes at once", [0, 4, 4, 4]);
    }

    [Check]
    public void The_achievable_rank_is_that_below_the_ceiling()
    {
        var window = Reference.Window;
        double[] qs = [.. Enumerable.Range(0, 40).Select(i => 1.5 + ((SettledRun.LargestStep(window) - 1.5) * i / 39))];
        var counts = Reference.Sweep(qs, ReferenceSteps, Cancellation).Select(Reference.Rebalanced).ToArray();
        // The ceiling of the last mode alone, 2/λ_4^min, lies far above that of the first.
        var tail = window.Flat * Math.Pow(Reference.Sigma[0] / Reference.Sigma[^1], 2 - (2.0 / Reference.Depth));
        Evidence
            .Matches(
                "largest number of modes re-balanced over q below the ceiling",
                counts.Max(),
                window.Rank(Reference.Sigma)
            )
            .Rejects("the ceiling 2/λ_k^min of the last mode", window.Unstable(Reference.Sigma, tail));
        Evidence.Trend(
            "the number does not fall when q grows",
            [.. counts.Zip(counts.Skip(1), (a, b) => b - a + 0.5)],
            counts.Length - 1
        );
    }

    [Check]
    public void The_largest_ratio_grows_with_depth()
    {
        foreach (var pathways in new[] { 2, 4, 16, 1_000_000 })
        {
            double[] ratios = [.. Enumerable.Range(3, 22).Select(L => new StabilityWindow(L, pathways).Ratio)];
            Evidence.Trend(
                $"P = {pathways}: ρ(L + 1, P) − ρ(L, P), L = 3…23",
                [.. ratios.Zip(ratios.Skip(1), (a, b) => b - a)],
                ratios.Length - 1
            );
        }
        foreach (var (depth, pathways) in new[] { (3, 2), (3, 4), (3, 16), (4, 16), (12, 4) })
        {
            var window = new StabilityWindow(depth, pathways);
            Evidence.Golden($"ρ({depth}, {pathways})", window.Ratio, Absolute(1e-5));
            double StepAt(double ratio) => window.High * Math.Pow(ratio, -(2 - (2.0 / depth)));
            Evidence
                .Agrees(
                    $"q_k at σ_k = σ₁/ρ({depth}, {pathways}) and q = ceiling",
                    StepAt(window.Ratio),
                    2,
                    Absolute(1e-12)
                )
                .Rejects("ρ without the power L/(2L − 2)", StepAt(window.High / 2));
        }
        Evidence.Agrees("ρ(2, 8): the window is empty", new StabilityWindow(2, 8).Ratio, 1, Absolute(1e-14));
        PlotRatios();
    }

    [Check]
    public void Reference_ends_of_gradient_flow()
    {
        for (var i = 0; i < Reference.Sigma.Length; i++)
            Evidence.Golden($"mode {i + 1}: D of gradient flow", Reference.Flow(i).Dominance, Absolute(1e-5));
    }

    [Check(Tier.Standard)]
    public void Full_matrices_rebalance_alike()
    {
        foreach (var q in new[] { 2.85, 3.6 })
        {
            var stream = new RandomStream(StreamSeed((int)(100 * q)));
            var run = MatrixComparison.Of(
                [4, 4, 4, 4],
                Reference.Sigma,
                Reference.Alpha,
                RateSchedule.Constant(Reference.Rate(q)),
                ReferenceSteps,
                stream,
                Cancellation
            );
            Evidence.AtLeast($"q = {q}: digits of all shares that agree over {run.Steps} steps", run.Digits, 8);
        }
    }

    [Check]
    public void The_same_at_this_setting() => CheckThisSetting();

    private void CheckMode(int mode, double q, PathwayRun run)
    {
        Evidence.Golden($"q = {q}, mode {mode + 1}: D", run.Mode.Dominance, Absolute(1e-5));
        var single = Reference.StepOf(mode, q) / 2;
        var gain = run.Mode.Dominance - Reference.Flow(mode).Dominance;
        if (single > 1.1)
        {
            Evidence.Below($"q = {q}, mode {mode + 1}, ηλ^sp/2 = {single:F3}: D − D_GF", gain, -0.02);
            Evidence.AtLeast($"q = {q}, mode {mode + 1}: ηλ/2 at the end", run.EtaLambdaHalf, 0.98);
            Evidence.Below($"q = {q}, mode {mode + 1}: ηλ/2 at the end", run.EtaLambdaHalf, 1);
        }
        else if (single < 0.95)
        {
            Evidence.Above($"q = {q}, mode {mode + 1}, ηλ^sp/2 = {single:F3}: D − D_GF", gain, -0.02);
        }
    }

    private void PlotRatios()
    {
        double[] depths = [.. Enumerable.Range(2, 63).Select(L => (double)L)];
        var figure = Figure(
            "Largest ratio of singular values that re-balance together",
            Axis.Log("L"),
            Axis.Linear("ρ(L, P)")
        );
        foreach (var pathways in new[] { 2, 4, 16, 1_000_000 })
            figure.Line($"P = {pathways}", depths, [.. depths.Select(L => new StabilityWindow(L, pathways).Ratio)]);
    }
}

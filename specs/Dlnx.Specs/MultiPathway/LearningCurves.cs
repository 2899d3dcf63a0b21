using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-1",
    "Learning curves, small vs large step",
    Kind = ClaimKind.Figure,
    Source = "Figure 1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-54", "A/rem-5.1-small", "A/rem-5.1-large"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With a small step one pathway takes the mode and the sharpness stays near $\lambda^{sp}$. With a large step the symmetry
        breaks first, then the pathways oscillate and re-balance, and the sharpness falls. (The caption is lost; the setting
        here, $L = 4$, $P = 2$, $\sigma = 1$, $\alpha = (0.22, 0.20)$, is chosen: the window is $2 < q \le 2\sqrt2$, far below
        $c_4 = 3.98$.)
        """,
    Readings = ["λ_t is the Gauss–Newton sharpness L·Σr_t^(2L−2), which is that of the Hessian at a minimum only."]
)]
public sealed class LearningCurves : ClaimSpec
{
    private static readonly CurveRow[] Rows =
    [
        new(0.05, 40_000),
        new(0.5, 10_000),
        new(2.5, 20_000),
        new(2.7, 20_000),
        new(2.8, 40_000),
    ];

    [Parameter("L", Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 1, Max = 16, Description = "P, as many as alpha has values")]
    public int? Pathways { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(Above = 0, Max = 1e3, Description = "α_p, one per pathway")]
    public double[] Alpha { get; set; } = [0.22, 0.20];

    [Parameter("q", Above = 0, Description = "ηλ^sp of the large step, below c_L")]
    public double Step { get; set; } = 2.5;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    public override void Validate()
    {
        ModeRules.RequireOneEach(Pathways, Alpha);
        ModeRules.RequireSmall(Alpha, Sigma, Depth);
        ModeRules.RequireReturnSafe(Step, Depth);
    }

    [Check]
    public void Reference_runs()
    {
        foreach (var row in Rows)
        {
            var run = Reference(row.Q, row.Steps);
            Evidence.Golden($"q = {row.Q}: share 1", run.Mode.Shares()[0], Absolute(1e-6));
            Evidence.Golden($"q = {row.Q}: share 2", run.Mode.Shares()[1], Absolute(1e-6));
            Evidence.Golden($"q = {row.Q}: ηλ/2", run.EtaLambdaHalf, Absolute(1e-6));
            Evidence.Golden($"q = {row.Q}: peak of D", run.PeakDominance, Absolute(1e-6));
            Evidence.Golden($"q = {row.Q}: max ηλ_t/2", run.MaxEtaLambdaHalf, Absolute(1e-6));
            Evidence.Golden($"q = {row.Q}: first step with ηλ_t/2 > 1, −1 for none", run.FirstAbove ?? -1, Absolute(0));
            if (row.Q > 2)
                Evidence.Golden($"q = {row.Q}: step of the peak of D", run.PeakStep, Absolute(0));
            var moved = Run([0.22 + 1e-13, 0.20], row.Q, row.Steps, SampleTimes.None).Mode.Shares()[0];
            Evidence.Below($"q = {row.Q}: change after α₁ + 10⁻¹³", Math.Abs(moved - run.Mode.Shares()[0]), 1e-12);
        }
    }

    [Check]
    public void A_small_step_stays_near_the_single_path()
    {
        foreach (var q in new[] { 0.05, 0.5 })
        {
            var run = Reference(q, 10_000);
            Evidence.AtLeast($"q = {q}: λ/λ^sp at the end", run.Mode.Sharpness / 4, 0.95);
            Evidence.Below($"q = {q}: largest ηλ_t/2", run.MaxEtaLambdaHalf, 1);
            Evidence
                .Agrees($"q = {q}: D at the end, against gradient flow", run.Mode.Dominance, FlowShare, Absolute(4e-3))
                .Rejects("equal split", 0.5)
                .Rejects("all in one pathway", 1);
        }
    }

    [Check]
    public void A_large_step_concentrates_then_rebalances()
    {
        foreach (var q in new[] { 2.5, 2.7, 2.8 })
        {
            var run = Run([0.22, 0.20], q, 20_000, SampleTimes.Every(1));
            Evidence.AtLeast($"q = {q}: peak of D", run.PeakDominance, 0.955);
            Evidence.AtMost($"q = {q}: step of the peak", run.PeakStep, 25);
            Evidence.Above($"q = {q}: largest ηλ_t/2", run.MaxEtaLambdaHalf, 1.5);
            Evidence.Below(
                $"q = {q}: largest D after step 200",
                run.Samples.Where(sample => sample.Step > 200).Max(sample => sample.Dominance),
                0.8
            );
        }
    }

    [Check(Tier.Standard)]
    public void Full_matrices_follow_the_recursion()
    {
        var boundary = StoppingShare.At(4, 2, 2.5);
        foreach (var (q, steps) in new[] { (0.5, 10_000), (2.5, 20_000), (2.7, 20_000), (2.8, 40_000) })
        {
            var stream = new RandomStream(StreamSeed((int)(100 * q)));
            var run = MatrixComparison.Of(
                [4, 4],
                [1, 0.8, 0.5],
                [0.22, 0.20],
                RateSchedule.Constant(q / 4),
                steps,
                stream,
                Cancellation
            );
            Evidence.AtLeast($"q = {q}: digits of all shares that agree over {run.Steps} steps", run.Digits, 9);
            var agreement = Evidence.Agrees(
                $"q = {q}: shares of mode 1 after {run.Steps} steps, layers 3 × 3 in random bases",
                run.Shares[0],
                Reference(q, steps).Mode.Shares(),
                Absolute(1e-9)
            );
            agreement.Rejects("gradient flow", FlowShare, 1 - FlowShare).Rejects("equal split", 0.5, 0.5);
            if (q == 2.5)
                agreement.Rejects("the boundary a(q), λ = 2/η", boundary, 1 - boundary);
        }
    }

    [Check]
    public void Panels_at_this_setting()
    {
        var (small, large) = (Own(0.5), Own(Step));
        Panels("Small step", small);
        Panels("Large step", large);
        // Up to the first unstable state; later, outside the window, the recursion may be chaotic.
        var steps = Math.Clamp(large.FirstAbove ?? 100, 1, Math.Min(100, Steps));
        var matrices = MatrixComparison.Of(
            [.. Enumerable.Repeat(Depth, Alpha.Length)],
            [Sigma, Sigma / 2],
            Alpha,
            large.Plan.Rate,
            steps,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast($"digits of the shares that agree with matrices over {steps} steps", matrices.Digits, 9);
    }

    private void Panels(string row, PathwayRun run)
    {
        var kept = run.Samples.Where(sample => sample.Step > 0).ToArray();
        double[] times = [.. kept.Select(sample => (double)sample.Step)];
        var shares = Figure($"{row}: coefficients", Axis.Log("step"), Axis.Linear("s_p"));
        for (var p = 0; p < Alpha.Length; p++)
            shares.Points($"pathway {p + 1}", times, [.. kept.Select(sample => sample.Coefficients[p])]);
        shares.Level("σ", Sigma);
        Figure($"{row}: dominance", Axis.Log("step"), Axis.Linear("D"))
            .Points("max s_p/Σs_p", times, [.. kept.Select(sample => sample.Dominance)])
            .Level("end of gradient flow", Flow.Dominance)
            .Level("equal split", 1.0 / Alpha.Length);
        Figure($"{row}: sharpness", Axis.Log("step"), Axis.Linear("ηλ_t/2"))
            .Points("gradient descent", times, [.. kept.Select(sample => sample.EtaLambdaHalf)])
            .Level("λ = 2/η", 1);
        var moving = kept.Where(sample => Math.Abs(sample.Residual) > 1e-16 * Sigma).ToArray();
        Figure($"{row}: residual", Axis.Log("step"), Axis.Log("|e|"))
            .Points(
                "gradient descent",
                [.. moving.Select(sample => (double)sample.Step)],
                [.. moving.Select(sample => Math.Abs(sample.Residual))]
            );
    }

    private GradientFlowEndpoint Flow => GradientFlowEndpoint.Homogeneous(Depth, Alpha, Sigma);

    private static double FlowShare => GradientFlowEndpoint.Homogeneous(4, [0.22, 0.20], 1).Dominance;

    private PathwayRun Own(double q) =>
        PathwayRun.Of(
            PathwayMode.Homogeneous(Depth, Sigma, Alpha),
            new PathwayPlan(q / PathwaySharpness.Single(Depth, Sigma), Steps) { Samples = SampleTimes.PerDecade(80) },
            Cancellation
        );

    private PathwayRun Reference(double q, int steps) => Run([0.22, 0.20], q, steps, SampleTimes.None);

    private PathwayRun Run(double[] scales, double q, int steps, SampleTimes samples) =>
        PathwayRun.Of(
            PathwayMode.Homogeneous(4, 1, scales),
            new PathwayPlan(q / 4, steps) { Samples = samples },
            Cancellation
        );

    private sealed record CurveRow(double Q, int Steps);
}

using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-warmup",
    "Warm-up",
    Kind = ClaimKind.Remark,
    Source = "Section 6, “A mechanism for warm-up”",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-6.2", "A/rem-5.1-large"],
    Verdict = Verdict.Confirmed,
    Statement = """
        A constant step above $\eta_{WCR}$ but below $2/\lambda^{min}$ throws a pathway through zero during the single-path
        transient; a ramp that reaches the same step later does not, and balances. (Our setting: $L = 6$, $P = 4$, $\sigma = 1$,
        scales 0.4 and 0.24, each times $1 + 0.05g$ with $g$ standard normal, over many starts.)
        """,
    Readings = [
        "Whether a particular start survives is chaotic; counts over starts are not.",
        "For odd L the pathway that crossed dies at 0 from below, for even L the map is odd and it goes on; in both cases it is "
            + "lost to the mode. A constant step below η_WCR flips no sign, but need not balance (A/x-9).",
    ]
)]
public sealed class WarmUpMechanism : ReturnTrialSpec
{
    private const int ReferenceDraws = 400;

    [Check]
    public void A_constant_step_flips_signs_and_a_ramp_does_not()
    {
        foreach (var depth in new[] { 6, 5 })
        {
            var top = Top(depth);
            var below = Run(depth, 0.98 * Threshold(depth), 0);
            Evidence.Matches($"L = {depth}, q = 0.98 c_L: starts of {ReferenceDraws} that flip a sign", below.Flips, 0);
            var constant = Run(depth, top, 0);
            Evidence
                .Agrees(
                    $"L = {depth}, q = (c_L + 2P^(1−2/L))/2 = {top:F4}: fraction of starts that flip a sign, in [0.5, 1]",
                    (double)constant.Flips / ReferenceDraws,
                    0.75,
                    Absolute(0.25)
                )
                .Rejects("a constant step survives too", 0);
            var ramp = Run(depth, top, 6000);
            Evidence.Matches($"L = {depth}, ramp to the same q: starts that flip a sign", ramp.Flips, 0);
            Evidence.Below($"L = {depth}, ramp: largest D at the end", ramp.LargestDominance, 0.4);
        }
    }

    [Check]
    public void One_start_with_and_without_the_ramp()
    {
        var trial = Reference(6, Top(6), 6000, 40);
        var starts = trial.Starts(new RandomStream(StreamSeed()));
        // Nearly all starts flip a sign; the first that does is drawn.
        var start = Array.Find(starts, scales => Constant(scales).SignFlips > 0) ?? starts[0];
        var (constant, ramp) = (Constant(start), Ramp(start));
        Evidence.Below("constant step: smallest r_p", constant.MinScale, 0);
        Evidence.Above("ramp: smallest r_p", ramp.MinScale, 0);
        Evidence.Below("ramp: D at the end", ramp.Mode.Dominance, 0.4);
        Plot("Constant step", constant);
        Plot("Ramp from q = 2.2", ramp);
    }

    [Check]
    public void Full_matrices_flip_and_balance_alike()
    {
        var start = Reference(6, Top(6), 6000, 1).Starts(new RandomStream(StreamSeed()))[0];
        var constant = Compare(start, RateSchedule.Constant(Top(6) / 6), 40);
        Evidence.AtLeast(
            $"constant step: digits of all shares that agree over {constant.Steps} steps",
            constant.Digits,
            8
        );
        RateSchedule rate = new(2.2 / 6, Top(6) / 6, 6000);
        var early = Compare(start, rate, 200);
        Evidence.AtLeast($"ramp: digits of all shares that agree over {early.Steps} steps", early.Digits, 8);
        // The slow passage through the onset of a two-cycle lets rounding choose its phase; the end does not depend on it.
        var late = Compare(start, rate, 9000);
        Evidence
            .Agrees(
                "ramp: D at the end, matrices and recursion",
                late.Shares[0].Max(),
                Ramp(start).Mode.Dominance,
                Absolute(0.02)
            )
            .Rejects("gradient flow", GradientFlowEndpoint.Homogeneous(6, start, 1).Dominance)
            .Rejects("all in one pathway", 1);
    }

    [Check]
    public void The_same_at_this_setting() => CheckThisSetting();

    private MatrixComparison Compare(double[] start, RateSchedule rate, int steps) =>
        MatrixComparison.Of([6, 6, 6, 6], [1, 0.5], start, rate, steps, new RandomStream(StreamSeed(1)), Cancellation);

    private WarmUpOutcome Run(int depth, double q, int warmUp) =>
        (Reference(depth, q, warmUp == 0 ? 6000 : 3000, ReferenceDraws) with { WarmUp = warmUp }).Run(
            new RandomStream(StreamSeed(depth)),
            Cancellation
        );

    // Halfway from the return threshold to the step at which even the equal split is unstable.
    private static double Top(int depth) => (Threshold(depth) + new StabilityWindow(depth, 4).Flat) / 2;

    private PathwayRun Constant(double[] scales) => Descend(scales, RateSchedule.Constant(Top(6) / 6));

    private PathwayRun Ramp(double[] scales) => Descend(scales, new(2.2 / 6, Top(6) / 6, 6000));

    private PathwayRun Descend(double[] scales, RateSchedule rate) =>
        PathwayRun.Of(
            PathwayMode.Homogeneous(6, 1, scales),
            new PathwayPlan(rate, 9000) { Samples = SampleTimes.PerDecade(60) },
            Cancellation
        );

    private void Plot(string title, PathwayRun run)
    {
        var kept = run.Samples.Where(sample => sample.Step > 0).ToArray();
        double[] times = [.. kept.Select(sample => (double)sample.Step)];
        var figure = Figure(title, Axis.Log("step"), Axis.Linear("r_p"));
        for (var p = 0; p < run.Mode.Pathways; p++)
            figure.Points($"pathway {p + 1}", times, [.. kept.Select(sample => sample.Scales[p])]);
        figure.Level("equal split", Math.Pow(0.25, 1.0 / 6));
    }
}

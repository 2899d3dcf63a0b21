using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-9",
    "Surviving the threshold is not re-balancing",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper",
    DependsOn = ["A/x-3", "A/rem-warmup"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $\eta < \eta_{WCR}$ keeps every $r_p$ positive but lets pathways be thrown close to zero, where they stay for a long
        time because $\dot r \propto r^{L-1}$. It guarantees positivity, not a balanced end point; the usable ceiling is a few per
        cent lower. ($L = 6$, $P = 4$, $\sigma = 1$, scales 0.4 and 0.24 times $1 + 0.05g$, 20000 steps, $D$ averaged over the
        last 1000.)
        """,
    Readings = ["The runs are chaotic: only counts over starts are reproducible."]
)]
public sealed class SurvivalAndBalance : ReturnTrialSpec
{
    private const int ReferenceDraws = 400;
    private const int ReferenceSteps = 20_000;

    [Check(Tier.Standard)]
    public void Close_to_the_threshold_all_survive_but_many_are_not_balanced()
    {
        var figure = Figure("Dominance of the runs, in order", Axis.Linear("fraction of the runs"), Axis.Linear("D"));
        var (far, near, nearest) = (Run(0.9, figure), Run(0.98, figure), Run(0.995, figure));
        figure.Level("equal split", 0.25);
        Evidence.Matches(
            "q = 0.9, 0.98, 0.995 c_L: runs that flip a sign",
            [far.Flips, near.Flips, nearest.Flips],
            Zeros
        );
        Evidence.Below("q = 0.9 c_L: largest D", far.LargestDominance, 0.6);
        Evidence.Above("q = 0.9 c_L: smallest r_p", far.SmallestScale, 0.15);
        Evidence
            .Agrees(
                "q = 0.98 c_L: fraction of the runs with D > 0.5, in [0.1, 0.4]",
                Fraction(near.Above(0.5)),
                0.25,
                Absolute(0.15)
            )
            .Rejects("safe implies balanced", 0);
        Evidence
            .Agrees(
                "q = 0.995 c_L: fraction of the runs with D > 0.5, in [0.1, 0.4]",
                Fraction(nearest.Above(0.5)),
                0.475,
                Absolute(0.225)
            )
            .Rejects("safe implies balanced", 0);
        Evidence.AtLeast("q = 0.98 c_L: fraction of the runs with some r_p < 0.1", Fraction(near.Squashed(0.1)), 0.25);
    }

    [Check]
    public void The_same_at_this_setting() => CheckThisSetting();

    private static int[] Zeros => [0, 0, 0];

    private static double Fraction(int runs) => (double)runs / ReferenceDraws;

    private WarmUpOutcome Run(double factor, Figure figure)
    {
        var outcome = Reference(6, factor * Threshold(6), ReferenceSteps, ReferenceDraws)
            .Run(new RandomStream(StreamSeed()), Cancellation);
        double[] ordered = [.. outcome.Ends.Select(end => end.MeanDominance).Order()];
        int[] drawn = [.. Enumerable.Range(0, ReferenceDraws / 4).Select(i => 4 * i)];
        figure.Points(
            $"q = {factor} c_L",
            [.. drawn.Select(i => (i + 0.5) / ReferenceDraws)],
            [.. drawn.Select(i => ordered[i])]
        );
        return outcome;
    }
}

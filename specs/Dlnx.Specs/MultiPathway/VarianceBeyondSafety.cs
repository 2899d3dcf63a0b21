using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-6",
    "Leaf variance contracts at every step although strong safety may fail",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (extends Theorem E.8)",
    DependsOn = ["A/thm-E.8", "A/rem-E.8-scope"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Every step of the runs of Figure 1 ($L = 4$, $q = 2.5, 2.7, 2.8$) contracts the leaf variance $V$. With $L = 6$ and $P = 4$ it
        falls at every step up to $q = 3.9$, although $x = \eta e\max r^{L-2}$ reaches three times the strongly safe $1/(L-1)$. It is no
        law: at $q = 4.2$ it grows in one step.
        """,
    Explanation = "A numerical finding with that limit; which steps beyond the safe range contract depends on the run."
)]
public sealed class VarianceBeyondSafety : LeafRunSpec
{
    private static readonly double[] Four = [0.4, 0.24, 0.235, 0.23];

    [Check]
    public void Unsafe_steps_contract_too()
    {
        foreach (var q in new[] { 2.5, 2.7, 2.8 })
            Evidence.Matches($"Figure 1, q = {q}: steps in which V grows", FigureRun(q, 3000).VarianceIncreases, 0);
        foreach (var q in new[] { 3, 3.6, 3.9 })
        {
            var start = PathwayMode.Homogeneous(6, 1, Four);
            var run = PathwayRun.Of(start, new PathwayPlan(Rate(6, 1, q), 6000), Cancellation);
            var tally = SafetyTally.Of(start, Rate(6, 1, q), 6000, Cancellation);
            Evidence.Above($"L = 6, P = 4, q = {q}: steps that are not strongly safe", tally.Unsafe, 0);
            Evidence
                .Matches($"L = 6, P = 4, q = {q}: steps in which V grows", run.VarianceIncreases, 0)
                .Rejects("growth in every step that is not strongly safe", tally.Unsafe);
        }
        var largest = SafetyTally.Of(PathwayMode.Homogeneous(6, 1, Four), Rate(6, 1, 3.9), 6000, Cancellation);
        Evidence.Above("L = 6, P = 4, q = 3.9: largest x over 1/(L−1)", largest.LargestRatio / LeafMap.SafeRatio(6), 3);
    }

    [Check]
    public void It_is_not_universal()
    {
        var start = PathwayMode.Homogeneous(6, 1, Four);
        var run = PathwayRun.Of(start, new PathwayPlan(Rate(6, 1, 4.2), 6000), Cancellation);
        Evidence.AtLeast("L = 6, P = 4, q = 4.2: steps in which V grows", run.VarianceIncreases ?? 0, 1);
    }

    [Check]
    public void Leaf_variance_along_the_runs()
    {
        var figure = Figure("Leaf variance, L = 6, P = 4", Axis.Linear("step"), Axis.Log("V"));
        var growth = new List<int>();
        foreach (var q in new[] { 3, 3.6, 3.9, 4.2 })
        {
            var plan = new PathwayPlan(Rate(6, 1, q), 300) { Samples = SampleTimes.Every(2) };
            var samples = PathwayRun.Of(PathwayMode.Homogeneous(6, 1, Four), plan, Cancellation).Samples;
            PathwayMode[] modes = [.. samples.Select(sample => PathwayMode.Homogeneous(6, 1, sample.Scales))];
            double[] variances = [.. modes.Select(LeafCoordinates.Variance)];
            figure.Points($"q = {q}", [.. samples.Select(sample => (double)sample.Step)], variances);
            growth.Add(
                Enumerable
                    .Range(1, modes.Length - 1)
                    .Count(i => LeafCoordinates.HasGrown(variances[i - 1], variances[i], modes[i]))
            );
        }
        // Two steps together: the one growing step at q = 4.2 may be made good by its neighbour.
        Evidence.Matches("q = 3, 3.6, 3.9: pairs of steps of the first 300 in which V grows", growth[..3], [0, 0, 0]);
    }

    [Check]
    public void Within_the_critical_ratio_your_run_contracts()
    {
        var tally = SafetyTally.Of(Start, LearningRate, Steps, Cancellation);
        if (!(tally.LargestRatio < 1))
            Skip($"A scale changes sign (x = {tally.LargestRatio:G4}); leaf coordinates end there. Lower q or alpha.");
        Evidence.Matches("increases of V in steps with x ≤ x_c(L)", tally.IncreasesWithin, 0);
    }
}

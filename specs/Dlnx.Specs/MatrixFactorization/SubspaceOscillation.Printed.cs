using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The part of B/thm-3 about what fails as printed.</summary>
public sealed partial class SubspaceOscillation
{
    [Check(Role = Role.Counterexample)]
    public void Inside_the_printed_window_the_period_is_four()
    {
        double[] target = [10, 9, 6, 3];
        const double level = 50;
        var k = 2 * StepChoice.Sharpness(3, 10) / level;
        Evidence.Below("K = 50 against S₂", level, StepChoice.Sharpness(3, 9));
        Evidence.Above("K = 50 against S₃", level, StepChoice.Sharpness(3, 6));
        var limit = StartBound.OfLemmaTwo(3, k, 10) ?? 0;
        Evidence.Above("α′ of Lemma 2 against α = 0.01", limit, 0.01);
        Evidence.Golden("α′ at K = 50", limit, Absolute(1e-6));
        var run = DiagonalRun.Unbalanced(3, target, 0.01, 2 / level, 12_000, Cancellation);
        Evidence
            .Matches("periods at K = 50, p = 2 < r − 1", run.Periods, [4, 2, 1, 1])
            .Rejects("coordinates i < p on two-cycles, as printed", [2, 1, 1, 1])
            .Rejects("coordinates i ≤ p on two-cycles", [2, 2, 1, 1]);
        var orbit = TwoPeriodOrbit.At(3, k, 10);
        Evidence.Above("|multiplier| of the two-periodic solution, which exists", Math.Abs(orbit.Multiplier), 1);
    }

    [Check(Role = Role.Counterexample)]
    public void Without_a_bound_on_the_start_the_window_has_no_lower_limit()
    {
        const double level = 3.1;
        Evidence.Below("K = 3.1 against S₁ of s = (10, 1)", level, StepChoice.Sharpness(3, 10));
        Evidence.Above("K = 3.1 against S₂", level, StepChoice.Sharpness(3, 1));
        var run = DiagonalRun.Unbalanced(3, [10, 1], 0.01, 2 / level, 12_000, Cancellation);
        Evidence
            .Matches("period code of coordinate 1", run.Periods[0], PeriodDetector.NotFinite)
            .Rejects("as printed", 2);
        Evidence.Golden(
            "S_1/√2, below which α′ is not real",
            StepChoice.Sharpness(3, 10) / Math.Sqrt(2),
            Absolute(1e-6)
        );
        Evidence.Matches(
            "α′ at K = 0.999 S₁/√2",
            StartBound.OfLemmaTwo(3, 2 * Math.Sqrt(2) / 0.999, 10) is null ? "not real" : "real",
            "not real"
        );
    }

    [Check(Role = Role.Counterexample)]
    public void The_printed_index_set_misses_a_moving_coordinate()
    {
        var run = DiagonalRun.Unbalanced(3, [10, 9, 6, 0], 0.01, 2.0 / 60, 12_000, Cancellation);
        Evidence
            .Matches("oscillating coordinates at p = 1 (K = 60)", run.OscillatingCount, 1)
            .Rejects("i < p is empty", 0);
    }
}

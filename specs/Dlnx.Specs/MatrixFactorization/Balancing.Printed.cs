using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

// What shows that the lemma as printed fails.
public sealed partial class Balancing
{
    [Check(Role = Role.Counterexample)]
    public void Inside_the_window_printed_in_Theorem_1_the_gap_may_grow()
    {
        // K′ = S/(2√2) of Theorem 1 allows k = 2S/K up to 4√2.
        var stream = new RandomStream(StreamSeed());
        var (diverged, grew, grewBelow) = (0, 0, 0);
        for (var i = 0; i < 400; i++)
        {
            var (depth, sigma) = (stream.NextInt32(2, 8), stream.NextUniform(0.1, 16));
            var k = stream.NextUniform(StepChoice.Largest, 2 * StepChoice.Largest);
            var alpha = stream.NextUniform(0.01, 0.5) * Math.Pow(sigma, 1.0 / depth);
            var run = BalancingRun.Of(SingularMode.AtStep(depth, k, sigma), alpha, 300);
            var finite = double.IsFinite(run.Last.X) && double.IsFinite(run.Last.Y);
            diverged += finite ? 0 : 1;
            grew += finite && run.GapLosses.Any(q => q > 2 + 1e-9) ? 1 : 0;
            var below = BalancingRun.Of(SingularMode.AtStep(depth, 0.5 * k, sigma), alpha, 300);
            grewBelow += below.GapLosses.All(q => q <= 2 + 1e-9) ? 0 : 1;
        }
        Evidence
            .Matches<bool[]>(
                "some of 400 runs diverges, or its |b| grows in a step: k up to 2√2, up to 4√2",
                [grewBelow > 0, grew + diverged > 0],
                [false, true]
            )
            .Rejects("the gap shrinks up to 4√2, as printed", [false, false])
            .Rejects("it may grow for every k above √2", [true, true]);
        Evidence.AtLeast("runs of 400 with k in (2√2, 4√2) that diverge", diverged, 1);
        Evidence.AtLeast("further runs in which |b| grows in some step", grew, 1);
    }

    [Check(Role = Role.Counterexample)]
    public void No_factor_below_one_serves_all_steps()
    {
        var run = BalancingRun.Of(SingularMode.AtStep(3, 1.5, 10), 0.01, 20_000);
        double[] factors = [.. run.Factors];
        Evidence.Golden("c(0)", factors[0], Absolute(1e-7));
        Evidence.Golden("smallest c(t)", factors.Min(), Absolute(1e-4));
        Evidence.Golden("b∞/b₀", run.Ratio, Absolute(1e-5));
        var eta = run.Mode.Eta;
        Evidence
            .Agrees(
                "c(0) measured as b(1)/b(0)",
                run.States[1].Gap / run.States[0].Gap,
                1 - (eta * eta * 100 * 0.01 * 0.01),
                Relative(1e-10)
            )
            .Rejects("the smallest c for all t", factors.Min());
        Evidence.Agrees("c(t) at the end, π = σ", factors[^1], 1, Absolute(1e-12)).Rejects("c < 1", factors.Min());
        Evidence
            .Agrees(
                "b∞/b₀ against the product of all c(t)",
                run.Ratio,
                factors.Aggregate((a, c) => a * c),
                Absolute(1e-10)
            )
            .Rejects("a factor below 1 at every step: the gap vanishes", 0);
    }

    [Check(Role = Role.Counterexample)]
    public void Above_sigma_the_gap_shrinks_too()
    {
        var run = BalancingRun.Of(SingularMode.AtStep(Depth, Step, Sigma), Alpha, Steps);
        double[] above =
        [
            .. run.Products.Zip(run.Factors).Where(s => s.First > Sigma * (1 + 1e-6)).Select(s => s.Second),
        ];
        if (above.Length == 0)
            Skip($"With k = {Step:R} the product approaches σ from below and never exceeds it.");
        Evidence
            .Agrees("steps with π > σ and c(t) < 1", above.Count(c => c < 1), above.Length, Absolute(0))
            .Rejects("c = 1 whenever π > σ", 0);
    }

    [Check(Role = Role.Counterexample)]
    public void Below_the_edge_of_stability_the_gap_keeps_a_positive_limit()
    {
        foreach (var k in new[] { 0.5, 1.5, 1.9 })
        {
            var run = BalancingRun.Of(SingularMode.AtStep(3, k, 10), 0.3, 20_000);
            Evidence.Golden($"gap at k={k}", run.Gap, Absolute(1e-10));
            Evidence
                .Agrees(
                    $"k = {k}: gap after 20000 and after 10000 steps",
                    run.Gap,
                    run.States[10_000].Gap,
                    Absolute(1e-12)
                )
                .Rejects("the gap vanishes", 0);
        }
        if (Step >= 2)
            return;
        var chosen = BalancingRun.Of(SingularMode.AtStep(Depth, Step, Sigma), Alpha, Steps);
        var product = chosen.GapLosses.Aggregate(1.0, (all, q) => all * (1 - q));
        Evidence
            .Agrees(
                "gap/α² of the claim's parameters, as the product of all 1 − q",
                chosen.Ratio,
                product,
                Absolute(1e-10)
            )
            .Rejects("the gap vanishes", 0);
    }

    [Check(Role = Role.Counterexample)]
    public void A_balanced_start_gives_equality()
    {
        var mode = SingularMode.AtStep(Depth, Step, Sigma);
        var next = mode.Step(new ModeState(Alpha, Alpha));
        Evidence.Agrees("|b⁺| for b = 0", Math.Abs(next.Gap), 0, Absolute(1e-13 * Math.Max(1, Sigma)));
        Evidence.Matches("|b⁺| < |b|", Math.Abs(next.Gap) < 0, expected: false).Rejects("strict inequality", true);
    }
}

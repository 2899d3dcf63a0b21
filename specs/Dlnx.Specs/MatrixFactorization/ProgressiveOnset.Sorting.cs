using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The part of B/fig-18 about what sorted singular values show, and what else may move them.</summary>
public sealed partial class ProgressiveOnset
{
    [Check(Role = Role.Counterexample)]
    public void Sorted_values_seem_to_oscillate()
    {
        var target = TargetMatrix.Diagonal(3, paper);
        var plan = new RunPlan(0.033, 10_000) { Every = 10_000 };
        var run = RecordedRun.Of(DeepLinearNetworks.Unbalanced(3, 3, 0.1), target, plan, Cancellation);
        var orbit = TwoPeriodOrbit.At(3, 0.033 * StepChoice.Sharpness(3, 10), 10);
        var sorted = Sorted(run);
        Evidence
            .Agrees(
                "η_code = 0.0165: ranges of the three sorted values",
                sorted,
                [9, orbit.Product2, 8, 9, orbit.Product1, 8],
                Relative(1e-8)
            )
            .Rejects("the projected values", [orbit.Product1, orbit.Product2, 9, 9, 8, 8]);
        string[] names = ["first", "second", "third"];
        for (var i = 0; i < 3; i++)
        {
            Evidence.Golden($"η=0.0165: lowest {names[i]} sorted value", sorted[2 * i], Absolute(1e-3));
            Evidence.Golden($"η=0.0165: highest {names[i]} sorted value", sorted[(2 * i) + 1], Absolute(1e-3));
        }
        Evidence.Matches("periods of the projected values", run.Periods, [2, 1, 1]).Rejects("as sorted", [2, 2, 2]);
    }

    [Check]
    public void Sorted_values_swap_once_the_first_dips_below_the_second()
    {
        if (TwoPeriodOrbit.At(Depth, 4).Product1 > Ratio)
            Skip($"No step up to k = 4 takes the first value down to {Ratio} of its target; choose a larger ratio.");
        var swap = SwapStep(Depth, Ratio);
        var map = new BalancedMap(Depth, swap);
        var low = Math.Pow(Ratio, 1.0 / Depth);
        var agreement = Evidence
            .Agrees("two steps at k_swap from the point σ₂/σ₁, in layers", map.Iterate(low, 2), low, Relative(1e-9))
            .Rejects("two steps at k₁₂ = 2S₁/λ₁₂", new BalancedMap(Depth, Cross(Depth, Ratio)).Iterate(low, 2));
        agreement.Rejects("two steps at 2S₁/S₂", new BalancedMap(Depth, Own(Depth, Ratio)).Iterate(low, 2));
        if (swap < 0.99 * Cascade.StabilityLoss(Depth))
        {
            Evidence.Agrees(
                "lowest value that gradient descent settles on at k_swap",
                Attractor.Of(map).Min,
                Ratio,
                Relative(1e-8)
            );
        }
        Evidence.Golden("k_swap at σ₂/σ₁ = 0.85", swap, Absolute(1e-9));

        double[] ratios = [.. Enumerable.Range(0, 60).Select(i => 0.4 + (0.01 * i))];
        double[] swaps = [.. ratios.Select(ratio => SwapStep(3, ratio))];
        Figure(
                "Steps at which a second oscillation seems to start, L = 3",
                Axis.Linear("σ₂/σ₁"),
                Axis.Linear("k = ηS₁")
            )
            .Line("sorted values swap", ratios, swaps)
            .Line("2S₁/λ₁₂", ratios, [.. ratios.Select(ratio => Cross(3, ratio))])
            .Line("2S₁/S₂, the true onset", ratios, [.. ratios.Select(ratio => Own(3, ratio))])
            .Level("k₄", Cascade.StabilityLoss(3));
        var earliest = ratios.Where((ratio, i) => ratio > 0.8 && swaps[i] < Cross(3, ratio)).Count();
        Evidence
            .Matches("ratios above 0.8 at which sorting is the first to show it", earliest, ratios.Count(r => r > 0.8))
            .Rejects("the eigenvalue λ₁₂ comes first", 0);
    }

    [Check]
    public void Noise_off_the_set_cannot_be_the_cause_at_the_quoted_rate()
    {
        var cross = (SingularModeThresholds.Of(3, paper).Cross ?? 0) / 2;
        Evidence.Below("the quoted 0.0165 over 1/λ₁₂", 0.0165 / cross, 1);
        var quiet = Seeded(0.0165, 3000);
        Evidence.AtMost("η_code = 0.0165, seed 1e-9: largest off-diagonal entry", quiet.Max(), 1e-7);
        Evidence.Below("η_code = 0.0165: off-diagonal entry at the end", quiet[^1], 1e-12);
        var between = Seeded(0.0166, 6000);
        Evidence.Below("η_code = 0.0166, above 1/λ₁₂ still: growth over 5000 steps", Growth(between, 5000), 1);
        var grown = Seeded(0.01668, 6000);
        Evidence.Above(
            "η_code = 0.01668, above the transverse threshold: growth over 5000 steps",
            Growth(grown, 5000),
            1
        );
        var large = Seeded(0.0168, 3000);
        Evidence.Above("η_code = 0.0168: largest off-diagonal entry", large.Max(), 1e-2);
        double[] times = [.. Enumerable.Range(0, 600).Select(i => 5.0 * i)];
        double[] Thinned(double[] values) => [.. times.Select(t => Math.Max(values[(int)t], 1e-20))];
        Figure("Noise off the set", Axis.Linear("step"), Axis.Log("largest off-diagonal entry"))
            .Dots("η_code = 0.0165", times, Thinned(quiet))
            .Dots("η_code = 0.0166", times, Thinned(between))
            .Dots("η_code = 0.0168", times, Thinned(large));
    }

    [Check]
    public void Direction_one_is_chaotic_when_the_third_starts()
    {
        var k = 2 * StepChoice.Sharpness(3, 10) / StepChoice.Sharpness(3, 8);
        Evidence.Above("k₁ at 1/S₃ over k_∞", k / Cascade.Of(3, Cascade.MaxLevels).Limit, 1);
        Evidence.Golden("k_1 at 1/S_3", k, Absolute(1e-3));
        var exponent = LyapunovExponent.Of(new BalancedMap(3, k), steps: 1_000_000);
        // A narrow band: at 1.0001 and 0.9999 times this k the exponent is 0.21.
        Evidence.Above("Lyapunov exponent of direction 1 at k₁", exponent.Exponent, 0.01);
        foreach (var share in new[] { 0.9999, 1.0001 })
        {
            var next = LyapunovExponent.Of(new BalancedMap(3, share * k)).Exponent;
            Evidence.Above($"Lyapunov exponent at {share}·k₁", next, 0.1);
        }
    }

    [Check]
    public void Projected_and_sorted_values_against_the_learning_rate()
    {
        var rates = Enumerable.Range(0, 46).Select(i => 0.015 + (0.0001 * i)).ToArray();
        var runs = rates.Select(rate => DiagonalRun.Unbalanced(3, paper, 0.3, 2 * rate, 2000, Cancellation)).ToArray();
        var projected = Figure("Projected singular values", Axis.Linear("η/2"), Axis.Linear("uᵢᵀW_{L:1}vᵢ"));
        var sorted = Figure("The same values, sorted", Axis.Linear("η/2"), Axis.Linear("i-th largest"));
        var thresholds = SingularModeThresholds.Of(3, paper);
        double[] xs = [.. rates.SelectMany(rate => Enumerable.Repeat(rate, 4))];
        for (var i = 0; i < 3; i++)
        {
            var place = 2 - i;
            projected.Dots($"direction {i + 1}", xs, [.. runs.SelectMany(run => run.Tail(i)[^4..])]);
            sorted.Dots($"value {i + 1}", xs, [.. runs.SelectMany(run => Ascending(run, place)[^4..])]);
        }
        foreach (var figure in new[] { projected, sorted })
            figure
                .Rule("1/S₁", thresholds.Onsets[0] / 2)
                .Rule("1/λ₁₂", thresholds.Cross / 2 ?? 0)
                .Rule("1/S₂", thresholds.Onsets[1] / 2);
        var moved = rates.Zip(runs).Where(pair => Range(pair.Second.Tail(1)) > 0.1).Min(pair => pair.First);
        var seen = rates.Zip(runs).Where(pair => Range(Ascending(pair.Second, 1)) > 0.1).Min(pair => pair.First);
        Evidence
            .Agrees(
                "first drawn rate at which projected value 2 moves",
                moved,
                thresholds.Onsets[1] / 2,
                Absolute(2e-4)
            )
            .Rejects("1/λ₁₂", thresholds.Cross / 2 ?? 0);
        var swap = SwapStep(3, 0.9) / 2 / StepChoice.Sharpness(3, 10);
        Evidence
            .Agrees("first drawn rate at which sorted value 2 moves", seen, swap, Absolute(2e-4))
            .Rejects("1/λ₁₂", thresholds.Cross / 2 ?? 0);
    }

    private static double Range(double[] values) => values.Max() - values.Min();

    // The values of the given place among the three, in ascending order, at each of the last steps.
    private static double[] Ascending(DiagonalRun run, int place)
    {
        double[][] tails = [run.Tail(0), run.Tail(1), run.Tail(2)];
        var values = new double[tails[0].Length];
        for (var t = 0; t < values.Length; t++)
            values[t] = tails.Select(tail => tail[t]).Order().ElementAt(place);
        return values;
    }

    private static double Growth(double[] entries, int span) =>
        entries[^100..].Max() / entries.AsSpan(entries.Length - span - 100, 100).ToArray().Max();

    // From the lower point of direction 1's two-cycle, the others at rest.
    private double[] Seeded(double rate, int steps)
    {
        var target = TargetMatrix.Diagonal(3, paper);
        var orbit = TwoPeriodOrbit.At(3, 2 * rate * StepChoice.Sharpness(3, 10), 10);
        var layer = Matrix.Diagonal(3, 3, [orbit.Rho1, Math.Cbrt(9), Math.Cbrt(8)]);
        var network = DeepLinearNetworks.FromLayers(layer, layer, layer);
        OffDiagonalSeed.Add(network, target, 1e-9);
        var plan = new RunPlan(2 * rate, steps) { Every = 1 };
        return [.. RecordedRun.Of(network, target, plan, Cancellation).Samples.Select(sample => sample.OffDiagonal)];
    }

    private static double SwapStep(int depth, double ratio) => ReturnStep.Through(depth, Math.Pow(ratio, 1.0 / depth));

    private static double Cross(int depth, double ratio) =>
        2 * HessianSpectrum.ModeSharpness(depth, 1) / HessianSpectrum.Lambda(depth, 1, ratio);

    private static double Own(int depth, double ratio) => 2 / Math.Pow(ratio, 2 - (2.0 / depth));
}

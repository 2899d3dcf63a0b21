using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-7",
    "Learning-rate reduction",
    Kind = ClaimKind.Figure,
    Source = "Section 6.4, Fig. 7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/sec-6.1"],
    Verdict = Verdict.Surrogate,
    Statement = """
        Train with an unstable rate until the training accuracy reaches a threshold, then with a stable one to completion. The later
        the reduction and the larger the first rate, the lower the terminal sharpness and the higher the validation accuracy.
        """,
    Explanation = """
        On generated glyphs the terminal sharpness falls from 3.1 without a large-rate phase to 1.96 with η = .32 and to 1.07 with
        .64 up to training accuracy .95. At extreme rates (1.28) it is no longer monotone while the accuracy still gains, as the paper
        says.
        """
)]
public sealed class RateReduction : RealGeneralisationSpec
{
    private const string DefaultThresholds = "0,.5,.8,.95,.99,inf";
    private static readonly double[] ReferenceRates = [0.32, 0.64];

    [Parameter("big", Above = 0, Max = 1.28, Description = "learning rates η of the first phase")]
    public double[] LargeRates { get; set; } = ReferenceRates;

    [Parameter("thr", Description = "training accuracies that end the first phase; inf for never")]
    public string Thresholds { get; set; } = DefaultThresholds;

    [Parameter("small", Above = 0, Max = 0.15, Description = "learning rate η of the second phase")]
    public double SmallRate { get; set; } = 0.04;

    /// <inheritdoc/>
    protected override bool HasReferenceParameters =>
        SmallRate == 0.04 && Thresholds == DefaultThresholds && LargeRates.SequenceEqual(ReferenceRates);

    private double[] SortedThresholds => [.. OrInfinity.Thresholds("thr", Thresholds).Distinct().Order()];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        _ = SortedThresholds;
    }

    [Check(Tier.Standard)]
    public void A_longer_phase_with_a_large_rate_ends_flatter() =>
        OnGlyphs(() =>
        {
            var thresholds = SortedThresholds;
            if (thresholds.Length < 2)
                Skip($"With thr = {Thresholds} there is nothing to compare; give two thresholds or more.");
            foreach (var large in LargeRates)
            {
                var runs = Sweep(large, thresholds);
                double[] sharpness = [.. runs.Select(sweep => sweep.MeanSharpness)];
                OnAverage(
                    $"η = {large}: terminal λ₁ does not rise by more than 5 % from one threshold to the next",
                    [.. sharpness.Zip(sharpness.Skip(1), (early, late) => 1.05 - (late / early))]
                );
                for (var i = 0; i < thresholds.Length; i++)
                    Accepted(
                        $"mean terminal λ₁, η = {large} until {OrInfinity.Write(thresholds[i])}",
                        sharpness[i],
                        Relative(0.05)
                    );
            }
            Draw();
        });

    [Check(Tier.Standard)]
    public void Until_accuracy_95_percent_it_flattens_by_a_third_or_more() =>
        OnGlyphs(() =>
        {
            double[] bounds = [0.7, 0.5];
            foreach (var (large, bound) in ReferenceRates.Zip(bounds))
            {
                var (without, with) = (Switched(large, 0), Switched(large, 0.95));
                double[] ratios = with.SharpnessOver(without);
                var ratio = with.MeanSharpness / without.MeanSharpness;
                OnAverage($"η = {large}: terminal λ₁ with the phase ≤ {bound} of that without", bound - ratio)
                    .Rejects("independent of the length of the phase: within 10 %", [0.1 - Math.Abs(ratio - 1)]);
                ForMostSeeds($"η = {large}: flatter with the phase", [.. ratios.Select(r => 1 - r)])
                    .Rejects("sharper with the phase", [.. ratios.Select(r => r - 1)]);
                OnAverage(
                        $"η = {large}: validation accuracy with the phase less that without ≥ .012",
                        with.MeanAccuracy - without.MeanAccuracy - 0.012
                    )
                    .Rejects(
                        "no gain from the phase: within .005",
                        [0.005 - Math.Abs(with.MeanAccuracy - without.MeanAccuracy)]
                    );
            }
        });

    [Check(Tier.Standard)]
    public void The_larger_rate_ends_flatter() =>
        OnGlyphs(() =>
        {
            double[] thresholds = [0.8, 0.95, 0.99, double.PositiveInfinity];
            double[] gentle = [.. Sweep(0.32, thresholds).Select(runs => runs.MeanSharpness)];
            double[] violent = [.. Sweep(0.64, thresholds).Select(runs => runs.MeanSharpness)];
            OnAverage(
                    "terminal λ₁ after η = .32 less that after .64, thresholds .8, .95, .99, never",
                    [.. gentle.Zip(violent, (a, b) => a - b)]
                )
                .Rejects("the larger rate ends sharper", [.. gentle.Zip(violent, (a, b) => b - a)]);
        });

    [Check(Tier.Full)]
    public void CIFAR10_ends_flatter_after_a_longer_phase()
    {
        double[] thresholds = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
        var runs = TrainOnCifar5k([
            .. thresholds.Select(threshold => TrainingPlan.GradientDescent(0.64).Then(threshold, 0.01)),
        ]);
        Evidence
            .Trend(
                "CIFAR-10 5k: mean terminal λ₁ does not rise by more than 5 % from one threshold to the next",
                [.. runs.Zip(runs.Skip(1), (early, late) => 1.05 - (late.MeanSharpness / early.MeanSharpness))],
                atLeast: thresholds.Length - 1
            )
            .Rejects(
                "it rises",
                [.. runs.Zip(runs.Skip(1), (early, late) => (late.MeanSharpness / early.MeanSharpness) - 1.05)]
            );
        Evidence.Above(
            "CIFAR-10 5k: mean validation accuracy with the phase until .95 less that without",
            runs[6].MeanAccuracy - runs[0].MeanAccuracy,
            0
        );
    }

    private void Draw()
    {
        var thresholds = SortedThresholds;
        double[] places = [.. thresholds.Select(threshold => Math.Min(threshold, 1.1))];
        var sharpness = Figure(
            "Terminal sharpness against the end of the first phase",
            Axis.Linear("threshold (1.1: never)"),
            Axis.Linear("terminal λ₁")
        );
        var accuracy = Figure(
            "Validation accuracy against the end of the first phase",
            Axis.Linear("threshold (1.1: never)"),
            Axis.Linear("validation accuracy")
        );
        foreach (var large in LargeRates.Distinct())
        {
            var runs = Sweep(large, thresholds);
            sharpness.Points($"η = {large}", places, [.. runs.Select(sweep => sweep.MeanSharpness)]);
            accuracy.Points($"η = {large}", places, [.. runs.Select(sweep => sweep.MeanAccuracy)]);
        }
    }

    private SeedRuns Switched(double large, double threshold) => Sweep(large, [threshold])[0];

    private IReadOnlyList<SeedRuns> Sweep(double large, double[] thresholds)
    {
        var runs = TrainAll(
            thresholds.Select(threshold => TrainingPlan.GradientDescent(large).Then(threshold, SmallRate))
        );
        var failed = runs.Sum(sweep => sweep.Failed);
        if (failed > 0 && !HasReferenceParameters)
            Skip(
                $"{failed} runs with η = {large:R}, then {SmallRate:R}, do not finish in 3000 steps; choose other rates."
            );
        return runs;
    }
}

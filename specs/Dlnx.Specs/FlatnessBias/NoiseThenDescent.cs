using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-9",
    "SGD then GD",
    Kind = ClaimKind.Figure,
    Source = "Section 7.3, App. H, Fig. 9",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/fig-7", "D/fig-8", "D/H-scaling"],
    Verdict = Verdict.Surrogate,
    Statement = """
        Train with batches at a large rate until a switch point, then with the full batch at a small rate: the longer the first phase,
        the lower the terminal sharpness and the higher the validation accuracy; never switching is best. At comparable sharpness
        batches generalise better than the full batch. The rates are matched by a linear rule $\eta_{\mathrm{SGD}}/B \approx
        \eta_{\mathrm{GD}}/N$ that saturates as $B \to N$.
        """,
    Explanation = """
        The trend is reproduced. At equal rate (.32, switch at .9) batches are also much flatter, 1.29 against 2.43, so “similar
        sharpness, better accuracy” does not hold there; it holds after the scaling rule, for batches at .16 against the full batch at
        .32. The sharpness without a switch is sampled in the middle of an oscillation and is not asserted.
        """
)]
public sealed class NoiseThenDescent : GeneralisationSpec
{
    private const string DefaultThresholds = "0,.5,.9,inf";
    private const int Budget = 1200;
    private static readonly double[] Switches = [0, 0.5, 0.9];

    [Parameter("B", Min = 1, Max = 300, Description = "batch size |B|, of N = 300")]
    public int Batch { get; set; } = 30;

    [Parameter("big", Above = 0, Max = 1.28, Description = "learning rate η of the first phase")]
    public double LargeRate { get; set; } = 0.32;

    [Parameter("rho", Min = 0, Max = 1, Description = "strength of noise ρ of the first phase")]
    public double Strength { get; set; } = 1;

    [Parameter("thr", Description = "training accuracies that end the first phase; inf for never")]
    public string Thresholds { get; set; } = DefaultThresholds;

    [Parameter("small", Above = 0, Max = 0.15, Description = "learning rate η of the second phase")]
    public double SmallRate { get; set; } = 0.04;

    /// <inheritdoc/>
    protected override bool HasReferenceParameters =>
        (Batch, LargeRate, Strength, Thresholds, SmallRate) == (30, 0.32, 1, DefaultThresholds, 0.04);

    private double[] SortedThresholds => [.. OrInfinity.Thresholds("thr", Thresholds).Distinct().Order()];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        _ = SortedThresholds;
    }

    [Check(Tier.Standard)]
    public void A_longer_phase_with_batches_ends_flatter() =>
        OnGlyphs(() =>
        {
            var runs = Sweep(LargeRate, Strength, Switches);
            double[] sharpness = [.. runs.Select(sweep => sweep.MeanSharpness)];
            OnAverage(
                    "terminal λ₁ falls from switch 0 to .5 to .9",
                    sharpness[0] - sharpness[1],
                    sharpness[1] - sharpness[2]
                )
                .Rejects(
                    "independent of the length of the phase: within 10 %",
                    [
                        0.1 - Math.Abs((sharpness[2] / sharpness[0]) - 1),
                        0.1 - Math.Abs((sharpness[2] / sharpness[1]) - 1),
                    ]
                );
            ForAllSeeds(
                "terminal λ₁ with the switch at .9 ≤ .6 of that without batches",
                [.. runs[2].SharpnessOver(runs[0]).Select(ratio => 0.6 - ratio)]
            );
            for (var i = 0; i < Switches.Length; i++)
                Accepted($"mean terminal λ₁, batches until {Switches[i]}", sharpness[i], Relative(0.1));
            Draw();
        });

    [Check(Tier.Standard)]
    public void A_longer_phase_with_batches_generalises_better() =>
        OnGlyphs(() =>
        {
            double[] thresholds = [.. Switches, double.PositiveInfinity];
            double[] accuracy = [.. Sweep(LargeRate, Strength, thresholds).Select(runs => runs.MeanAccuracy)];
            OnAverage(
                    "validation accuracy rises from switch 0 to .5 to .9 to never",
                    [.. accuracy.Skip(1).Zip(accuracy, (late, early) => late - early)]
                )
                .Rejects("falls", [.. accuracy.Skip(1).Zip(accuracy, (late, early) => early - late)]);
            OnAverage(
                "validation accuracy without a switch less that without batches ≥ .05",
                accuracy[3] - accuracy[0] - 0.05
            );
        });

    [Check(Tier.Standard)]
    public void Batches_generalise_better_than_the_full_batch() =>
        OnGlyphs(() =>
        {
            var (noisy, full) = (Sweep(LargeRate, Strength, [0.9])[0], Sweep(LargeRate, 0, [0.9])[0]);
            var gain = noisy.MeanAccuracy - full.MeanAccuracy;
            OnAverage("switch at .9: validation accuracy with batches less that with the full batch ≥ .03", gain - 0.03)
                .Rejects("no better at equal rate and threshold: within .01", [0.01 - Math.Abs(gain)]);
            ForMostSeeds(
                "switch at .9: validation accuracy with batches less that with the full batch",
                noisy.GainOver(full)
            );
            OnAverage("at equal rates batches are flatter too", full.MeanSharpness - noisy.MeanSharpness)
                .Rejects(
                    "similar sharpness at equal rates: within 20 %",
                    [0.2 - Math.Abs((noisy.MeanSharpness / full.MeanSharpness) - 1)]
                );
        });

    [Check(Tier.Standard)]
    public void At_comparable_sharpness_batches_generalise_better() =>
        OnGlyphs(() =>
        {
            // Half the rate with batches of a tenth: the scaling rule, far into its saturation.
            var (noisy, full) = (Sweep(LargeRate / 2, Strength, [0.9])[0], Sweep(LargeRate, 0, [0.9])[0]);
            OnAverage(
                    "validation accuracy with batches at half the rate less that with the full batch",
                    noisy.MeanAccuracy - full.MeanAccuracy
                )
                .Rejects("the full batch is better", [full.MeanAccuracy - noisy.MeanAccuracy]);
            Accepted("mean terminal λ₁, batches at η = .16 until .9", noisy.MeanSharpness, Relative(0.1));
            Accepted("mean terminal λ₁, full batch at η = .32 until .9", full.MeanSharpness, Relative(0.1));
            Accepted("mean validation accuracy, batches at η = .16 until .9", noisy.MeanAccuracy, Absolute(0.012));
            Accepted("mean validation accuracy, full batch at η = .32 until .9", full.MeanAccuracy, Absolute(0.012));
        });

    private void Draw()
    {
        var thresholds = SortedThresholds;
        double[] places = [.. thresholds.Select(threshold => Math.Min(threshold, 1.1))];
        var x = Axis.Linear("training accuracy at the switch (1.1: never)");
        var sharpness = Figure("Terminal sharpness against the switch point", x, Axis.Linear("terminal λ₁"));
        var accuracy = Figure("Validation accuracy against the switch point", x, Axis.Linear("validation accuracy"));
        NoisyRate[] phases =
        [
            .. new NoisyRate[] { new(LargeRate, Strength), new(LargeRate, 0), new(LargeRate / 2, Strength) }.Distinct(),
        ];
        foreach (var phase in phases)
        {
            var runs = Sweep(phase.LearningRate, phase.Strength, thresholds);
            sharpness.Points($"{phase}", places, [.. runs.Select(sweep => sweep.MeanSharpness)]);
            accuracy.Points($"{phase}", places, [.. runs.Select(sweep => sweep.MeanAccuracy)]);
        }
    }

    private IReadOnlyList<SeedRuns> Sweep(double large, double strength, double[] thresholds) =>
        TrainAll(
            thresholds.Select(threshold =>
                TrainingPlans.Noisy(large, strength, Batch, Budget).Then(threshold, SmallRate)
            )
        );
}

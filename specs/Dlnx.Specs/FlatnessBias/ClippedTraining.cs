using Dlnx.Flatness;
using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-10",
    "Clipped-Ada",
    Kind = ClaimKind.Figure,
    Source = "Section 8, App. J, eqs. (10)-(11), Fig. 10",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-10-11", "D/J-phase", "D/I-momentum"],
    Verdict = Verdict.Conditional,
    Statement = """
        Adaptive optimisers lose the benefit of instability: their preconditioner evades the sharp directions. Capping the second
        moment at $\tau$ turns RMSprop and Adam towards gradient descent with the rate $\eta/\sqrt\tau$; at fixed $\eta$ a smaller cap
        flattens more and generalises better, until training fails. The gain of larger rates is smaller for Adam than for RMSprop.
        """,
    Explanation = """
        Shown for RMSprop with the full batch and with batches: from $\tau = \infty$ to $10^{-6}$ at $\eta = .001$ the accuracy rises
        by .037 and the sharpness falls to a third, and the capped runs at $\eta/\sqrt\tau = .316$ are those of gradient descent with
        that rate. For Adam with the full batch clipping does not help on this data, with batches weakly; its momentum raises the limit
        to $\eta_{\mathrm{eff}}\lambda < 2(1+\beta_1)/(1-\beta_1) = 38$, so instability never starts at rates that survive the first
        steps without a warm-up. A narrower gap between small and large rates for Adam is not seen.
        """
)]
public sealed partial class ClippedTraining : RealGeneralisationSpec
{
    private const int Budget = 1500;
    private const int NoisyBatch = 100;

    [Parameter(Description = "rmsprop: β₁ = 0 by default; adam: 0.9")]
    public AdaptiveOptimizer Optimizer { get; set; } = AdaptiveOptimizer.Rmsprop;

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.001;

    [Parameter("tau", Description = "cap τ > 0 on the second moment, or inf")]
    public string Cap { get; set; } = "1e-6";

    [Parameter(
        "beta1",
        Min = 0,
        Below = 1,
        Description = "decay β₁ of the mean of gradients; the optimiser's by default"
    )]
    public double? FirstDecay { get; set; }

    [Parameter("beta2", Above = 0, Below = 1, Description = "decay β₂ of the second moment")]
    public double SecondDecay { get; set; } = 0.99;

    [Parameter("eps", Above = 0, Max = 1, Description = "ε, added to the root")]
    public double Epsilon { get; set; } = 1e-8;

    [Parameter("B", Min = 0, Max = 300, Description = "batch size, 0 for the full batch")]
    public int Batch { get; set; }

    [Parameter("cap", Description = "corrected: min(v̂, τ); raw: the cap comes before the correction of the start")]
    public CapPlacement Placement { get; set; }

    /// <inheritdoc/>
    protected override bool HasReferenceParameters =>
        (Optimizer, LearningRate, Cap, FirstDecay) == (AdaptiveOptimizer.Rmsprop, 0.001, "1e-6", null)
        && (SecondDecay, Epsilon, Batch, Placement) == (0.99, 1e-8, 0, CapPlacement.Corrected);

    private double ChosenCap => OrInfinity.Caps("tau", Cap)[0];

    private TrainingPlan Free => Chosen(double.PositiveInfinity);

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (OrInfinity.Caps("tau", Cap).Length != 1)
            throw new ParameterException("tau", $"is '{Cap}'; give one cap.");
    }

    [Check]
    public void A_fully_capped_step_is_one_of_gradient_descent()
    {
        const int coordinates = 6;
        var stream = new RandomStream(StreamSeed());
        var cap = Math.Min(ChosenCap, 1e6);
        var rule = PreconditionedRule.ClippedAda(LearningRate, cap) with { SecondDecay = SecondDecay, Epsilon = 0 };
        var (capped, raw) = (
            new PreconditionedDescent(rule, coordinates),
            new PreconditionedDescent(rule with { CapPlacement = CapPlacement.Raw }, coordinates)
        );
        var (theta, rawTheta, g) = (new double[coordinates], new double[coordinates], new double[coordinates]);
        stream.FillNormal(g);
        // Every second moment is at least the cap after its correction, and at least the cap before it.
        for (var i = 0; i < coordinates; i++)
            g[i] = Math.CopySign((1 + Math.Abs(g[i])) * Math.Sqrt(cap / (1 - SecondDecay)), g[i]);
        capped.Step(theta, g);
        raw.Step(rawTheta, g);
        var step = Evidence
            .Agrees(
                "one step against gradient descent with the rate η/√τ",
                theta,
                Scaled(g, -LearningRate / Math.Sqrt(cap)),
                Relative(1e-12)
            )
            .Rejects("uncapped: η·sign g", [.. g.Select(entry => -LearningRate * Math.Sign(entry))]);
        var early = Evidence.Agrees(
            "with the cap before the correction: rate η/√(τ/(1 − β₂))",
            rawTheta,
            Scaled(g, -LearningRate / Math.Sqrt(cap / (1 - SecondDecay))),
            Relative(1e-12)
        );
        // The wrong rates are the right ones at τ = 1 and without memory.
        if (Math.Abs(cap - 1) > 1e-6)
            step.Rejects("the cap on the root: rate η/τ", Scaled(g, -LearningRate / cap));
        if (SecondDecay > 1e-6)
            early.Rejects("η/√τ", Scaled(g, -LearningRate / Math.Sqrt(cap)));
    }

    [Check(Tier.Standard)]
    public void A_smaller_cap_flattens_and_generalises_better() =>
        OnGlyphs(() =>
        {
            var (free, clipped) = (Train(Free), Train(Chosen(ChosenCap)));
            var gain = clipped.MeanAccuracy - free.MeanAccuracy;
            OnAverage("validation accuracy with the cap less that without ≥ .02", gain - 0.02)
                .Rejects("no effect of the cap: within .01", [0.01 - Math.Abs(gain)]);
            ForMostSeeds("validation accuracy with the cap less that without", clipped.GainOver(free))
                .Rejects("worse with the cap", free.GainOver(clipped));
            OnAverage(
                "terminal λ₁ with the cap ≤ .5 of that without",
                0.5 - (clipped.MeanSharpness / free.MeanSharpness)
            );
            Accepted("mean validation accuracy, η = .001, no cap", free.MeanAccuracy, Absolute(0.01));
            Accepted("mean validation accuracy, η = .001, τ = 1e-6", clipped.MeanAccuracy, Absolute(0.02));
            DrawCaps();
        });

    [Check(Tier.Standard)]
    public void Capped_runs_are_those_of_gradient_descent() =>
        OnGlyphs(() =>
        {
            var runs = TrainAll([RmsProp(0.001, 1e-5), TrainingPlan.GradientDescent(0.32)]);
            var (clipped, descent) = (runs[0], runs[1]);
            OnAverage(
                "η/√τ = .316 against gradient descent at .32: accuracy within .01, steps within 5 %, λ₁ within 10 %",
                0.01 - Math.Abs(clipped.MeanAccuracy - descent.MeanAccuracy),
                0.05 - Math.Abs((clipped.MeanSteps / descent.MeanSteps) - 1),
                0.1 - Math.Abs((clipped.MeanSharpness / descent.MeanSharpness) - 1)
            );
            double[] cells =
            [
                .. TrainAll([RmsProp(0.001, 1e-6), RmsProp(0.003, 1e-5), RmsProp(0.0003, 1e-7)])
                    .Select(cell => cell.MeanAccuracy),
            ];
            OnAverage(
                    "three cells of η/√τ near 1: validation accuracies within .02",
                    0.02 - (cells.Max() - cells.Min())
                )
                .Rejects(
                    "the rate is η: as far apart as η = .0003 and .003 without a cap are from these",
                    [0.02 - (cells.Max() - Train(RmsProp(0.001, double.PositiveInfinity)).MeanAccuracy)]
                );
        });

    [Check(Tier.Standard)]
    public void Without_a_cap_large_rates_generalise_better() =>
        OnGlyphs(() =>
        {
            var rms = TrainAll([RmsProp(0.001, double.PositiveInfinity), RmsProp(0.006, double.PositiveInfinity)]);
            OnAverage(
                    "RMSprop: validation accuracy at η = .006 less that at .001 ≥ .01",
                    rms[1].MeanAccuracy - rms[0].MeanAccuracy - 0.01
                )
                .Rejects("smaller rates are better", [rms[0].MeanAccuracy - rms[1].MeanAccuracy]);
            var adam = TrainAll([Adam(0.001, double.PositiveInfinity), Adam(0.006, double.PositiveInfinity)]);
            OnAverage(
                "Adam: validation accuracy at η = .006 less that at .001",
                adam[1].MeanAccuracy - adam[0].MeanAccuracy
            );
        });

    private static double[] Scaled(double[] g, double factor) => [.. g.Select(entry => factor * entry)];

    private static TrainingPlan Bounded(PreconditionedRule rule) => new(rule) { MaximumSteps = Budget };

    private static TrainingPlan RmsProp(double rate, double cap) => Bounded(PreconditionedRule.ClippedAda(rate, cap));

    private static TrainingPlan Adam(double rate, double cap) =>
        Bounded(PreconditionedRule.ClippedAda(rate, cap) with { FirstDecay = 0.9 });

    private static TrainingPlan WithBatches(TrainingPlan plan) => plan with { Noise = new(1, NoisyBatch, 0) };

    private TrainingPlan Chosen(double cap) =>
        Bounded(
            PreconditionedRule.ClippedAda(LearningRate, cap) with
            {
                FirstDecay = FirstDecay ?? Optimizer.FirstDecay(),
                SecondDecay = SecondDecay,
                Epsilon = Epsilon,
                CapPlacement = Placement,
            }
        ) with
        {
            Noise = Batch > 0 ? new(1, Batch, 0) : null,
        };
}

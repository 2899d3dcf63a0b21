using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-8",
    "SGD at conserved temperature",
    Kind = ClaimKind.Figure,
    Source = "Section 7.1-7.2, eqs. (7)-(9), Fig. 8",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-2-3"],
    Verdict = Verdict.Surrogate,
    Statement = """
        With the update $\theta - \eta\,(g + \rho\,(g_B - g))$, $\rho = 0$ for the full batch and 1 for batches $B$, a stochastic
        differential equation depends on $\eta$ and $\rho$ through the temperature $\propto \eta\rho^2$ alone. At equal $\eta\rho^2$ the
        larger learning rate generalises better all the same: instability, not noise, selects flat minima.
        """,
    Explanation = """
        Reproduced for mild noise, $B = N/3$: gains of .037, .022 and .031 at equal $\eta\rho^2$. At equal $\eta\rho$, the other proxy
        for the noise, the gain is too small to tell. For $B = N/10$ the noise adds more than the learning rate, so “instability
        effects dominate noise effects” is not reproduced there; the paper's $B/N$ is not known to us.
        """
)]
public sealed class ConservedTemperature : RealGeneralisationSpec
{
    private const string DefaultPairs = "0.04:1/0.64:0.25,0.08:1/0.32:0.5,0.16:1/0.64:0.5";
    private const int Budget = 800;
    private const int BudgetOfSmallBatches = 1500;
    private const int SmallBatch = 30;

    [Parameter("B", Min = 1, Max = 300, Description = "batch size |B|, of N = 300")]
    public int Batch { get; set; } = 100;

    [Parameter(Description = "pairs η:ρ/η:ρ of equal ηρ²")]
    public string Pairs { get; set; } = DefaultPairs;

    [Parameter("rho", Min = 0, Max = 1, Description = "strengths of noise ρ of the map")]
    public double[] Strengths { get; set; } = [0, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override bool HasReferenceParameters => Batch == 100 && Pairs == DefaultPairs;

    private IReadOnlyList<RatePair> AllPairs => RatePair.ParseAll("pairs", Pairs);

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        _ = AllPairs;
    }

    [Check(Tier.Standard)]
    public void At_equal_temperature_the_larger_rate_generalises_better() =>
        OnGlyphs(() =>
        {
            var gains = new List<double>();
            foreach (var pair in AllPairs)
            {
                var runs = TrainAll([Plan(pair.Cold), Plan(pair.Hot)]);
                gains.Add(runs[1].MeanAccuracy - runs[0].MeanAccuracy);
                ForMostSeeds($"{pair.Hot}: validation accuracy less that at {pair.Cold}", runs[1].GainOver(runs[0]))
                    .Rejects("the smaller rate with more noise is better", runs[0].GainOver(runs[1]));
                Accepted($"mean validation accuracy, {pair.Cold}", runs[0].MeanAccuracy, Absolute(0.01));
                Accepted($"mean validation accuracy, {pair.Hot}", runs[1].MeanAccuracy, Absolute(0.01));
            }
            OnAverage("gain of the larger rate at equal ηρ² ≥ .01", [.. gains.Select(gain => gain - 0.01)])
                .Rejects("equal accuracy at equal ηρ²: within .01", [.. gains.Select(gain => 0.01 - Math.Abs(gain))]);
        });

    [Check(Tier.Standard)]
    public void At_full_noise_the_larger_rate_generalises_better() =>
        OnGlyphs(() =>
        {
            var runs = TrainAll([Plan(new(0.08, 1)), Plan(new(0.32, 1))]);
            var gain = runs[1].MeanAccuracy - runs[0].MeanAccuracy;
            OnAverage("ρ = 1: validation accuracy at η = .32 less that at .08", gain)
                .Rejects("noise alone decides: within .005", [0.005 - Math.Abs(gain)]);
        });

    [Check(Tier.Standard)]
    public void With_small_batches_noise_adds_more_than_the_rate() =>
        OnGlyphs(() =>
        {
            var noisy = Train(TrainingPlans.Noisy(0.32, 1, SmallBatch, BudgetOfSmallBatches));
            var runs = TrainAll([TrainingPlan.GradientDescent(0.08), TrainingPlan.GradientDescent(0.32)]);
            var (slow, fast) = (runs[0].MeanAccuracy, runs[1].MeanAccuracy);
            OnAverage(
                    "B = 30, η = .32: gain of ρ from 0 to 1 less that of η from .08 to .32 at ρ = 0",
                    noisy.MeanAccuracy - fast - (fast - slow)
                )
                .Rejects("instability dominates noise", [fast - slow - (noisy.MeanAccuracy - fast)]);
            Accepted("mean validation accuracy, B = 30, η = .32, ρ = 1", noisy.MeanAccuracy, Absolute(0.02));
        });

    [Check(Tier.Full)]
    public void CIFAR10_generalises_better_with_the_larger_rate_at_equal_temperature()
    {
        const int batch = 500;
        RatePair[] pairs = [.. RatePair.ParseAll("pairs", DefaultPairs)];
        var runs = TrainOnCifar5k([
            .. pairs
                .SelectMany(pair => new[] { pair.Cold, pair.Hot })
                .Select(point => TrainingPlans.Noisy(point.LearningRate, point.Strength, batch, Cifar5kEpochs)),
        ]);
        double[] gains = [.. pairs.Select((_, i) => runs[(2 * i) + 1].MeanAccuracy - runs[2 * i].MeanAccuracy)];
        Evidence
            .Trend("CIFAR-10 5k: mean validation accuracy of the larger rate less the smaller", gains, gains.Length)
            .Rejects("the smaller rate with more noise is better", [.. gains.Select(gain => -gain)]);
    }

    [Check(Tier.Full)]
    public void Map_of_rates_and_noise() =>
        OnGlyphs(() =>
        {
            double[] rates = [0.04, 0.08, 0.16, 0.32, 0.64];
            var x = Axis.Log("learning rate η");
            var map = Figure("Validation accuracy over η and ρ", x, Axis.Linear("validation accuracy"));
            var collapse = Figure(
                "Validation accuracy against the temperature",
                Axis.Log("ηρ²"),
                Axis.Linear("validation accuracy")
            );
            foreach (var rho in Strengths.Distinct())
            {
                double[] means =
                [
                    .. TrainAll(rates.Select(rate => Plan(new(rate, rho)))).Select(runs => runs.MeanAccuracy),
                ];
                map.Points($"ρ = {rho}", rates, means);
                if (rho > 0)
                    collapse.Points(
                        $"ρ = {rho}",
                        [.. rates.Select(rate => new NoisyRate(rate, rho).Temperature)],
                        means
                    );
                OnAverage($"ρ = {rho}: validation accuracy at η = .64 less that at .04", means[^1] - means[0]);
            }
        });

    private TrainingPlan Plan(NoisyRate rate) => TrainingPlans.Noisy(rate.LearningRate, rate.Strength, Batch, Budget);
}

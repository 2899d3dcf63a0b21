using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/H-scaling",
    "Learning rate against batch size",
    Kind = ClaimKind.Remark,
    Source = "App. H, Sec. 7.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-32"],
    Verdict = Verdict.Conditional,
    Statement = """
        Learning rates are scaled linearly with the batch size, $\eta(B) = \eta(B_0)\,B/B_0$. In the spiked model of eq. (32) the
        largest stable rate $\eta_{\max}(B) = 2/\lambda_B$ is $\sqrt{B/(P\sigma^2)}$ up to $B = P\sigma^2/\lambda^2$ and
        $2\big/\big(\lambda + \frac{P\sigma^2}{B\lambda}\big)$ beyond, which flattens to $2/\lambda$.
        """,
    Explanation = """
        The linear rule is an input taken from the literature, not a consequence. The spiked model gives growth with the square root of
        $B$ and then flattening: the logarithmic slope is $\tfrac12$ and then $c/(\lambda^2B + c) \le \tfrac12$, $c = P\sigma^2$.
        Only the flattening of the rule is reproduced.
        """
)]
public sealed class RateAgainstBatch : ClaimSpec
{
    private const int Simulated = 400;
    private const int Draws = 6;

    [Parameter(Above = 0, Max = 1e6, Description = "λ, eigenvalue of the signal")]
    public double Lambda { get; set; } = 10;

    [Parameter("P", Min = 2, Max = 1e7, Description = "number of parameters")]
    public int Dimension { get; set; } = 100;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, standard deviation of an entry of one example's Hessian")]
    public double Sigma { get; set; } = 2;

    [Parameter("B", Min = 1, Max = 1e7, Description = "batch size")]
    public double BatchSize { get; set; } = 4;

    private double Power => Dimension * Sigma * Sigma;

    [Check]
    public void The_rates_of_the_reference()
    {
        foreach (var size in new[] { 1, 4, 8, 16, 64, 1024 })
            Evidence.Golden($"η_max at B = {size}", new SpikedBatch(10, 100, 2, size).LargestRate, Absolute(5e-7));
    }

    [Check]
    public void The_rate_is_continuous_at_the_threshold()
    {
        var threshold = At(BatchSize).VisibleFrom;
        Evidence
            .Agrees(
                "Pσ²/λ²: the batch size at which λ² = Pσ²/B",
                At(threshold).NoisePower,
                Lambda * Lambda,
                Relative(1e-12)
            )
            .Rejects("with λ instead of λ²", Lambda);
        Evidence
            .Agrees(
                "η_max just above over just below the threshold",
                At(threshold * (1 + 1e-9)).LargestRate / At(threshold * (1 - 1e-9)).LargestRate,
                1,
                Absolute(1e-8)
            )
            .Rejects("2/(λ + 2√c) above it", 2.0 / 3);
    }

    [Check]
    public void The_logarithmic_slope_is_at_most_a_half()
    {
        var cases =
            from signal in Draw.LogBetween(1e-2, 1e2)
            from share in Draw.LogBetween(1e-3, 1e4)
            select new SlopeCase(
                new SpikedBatch(signal * Lambda, Dimension, Sigma, share * Power / Math.Pow(signal * Lambda, 2))
            );
        Evidence
            .ForAll(
                "slope of log η_max against log B: 1/2, then c/(λ²B + c)",
                cases.ToArbitrary(),
                c => Math.Abs(c.Slope - c.Batch.RateExponent),
                Absolute(1e-6)
            )
            .Rejects("1, the linear rule", c => Math.Abs(c.Slope - 1));
        Evidence
            .ForAll("the slope exceeds 1/2 by", cases.ToArbitrary(), c => Math.Max(0, c.Slope - 0.5), Absolute(1e-6))
            .Rejects("so does the linear rule's", _ => 0.5);
    }

    [Check(Tier.Standard)]
    public void Random_matrices_have_these_rates()
    {
        double[] shares = [0.25, 1, 2, 4, 16, 256];
        var threshold = Power / (Lambda * Lambda);
        double[] measured = [.. shares.Select(share => MeanRate(share * threshold))];
        double[] predicted = [.. shares.Select(share => At(share * threshold).LargestRate)];
        double[] linear = [.. shares.Select(share => share * predicted[1])];
        Evidence
            .Agrees(
                $"mean of 2/λ_max, P = {Simulated}, B from 1/4 to 256 times the threshold",
                measured,
                predicted,
                Relative(0.05)
            )
            .Rejects("the linear rule through the threshold", linear);
        double[] curve = [.. Enumerable.Range(0, 80).Select(i => threshold * Math.Pow(10, -1 + (i * 0.05)))];
        Figure("Largest stable learning rate", Axis.Log("batch size B"), Axis.Log("η_max = 2/λ_B"))
            .Line("spiked model", curve, [.. curve.Select(size => At(size).LargestRate)])
            .Line("linear rule", curve[..40], [.. curve[..40].Select(size => size / threshold * predicted[1])])
            .Points($"random matrices, P = {Simulated}", [.. shares.Select(share => share * threshold)], measured)
            .Rule("Pσ²/λ²", threshold)
            .Level("2/λ", 2 / Lambda);
    }

    private SpikedBatch At(double batchSize) => new(Lambda, Dimension, Sigma, batchSize);

    // Only Pσ²/B matters in the limit, so that a matrix of fixed size stands for any P.
    private double MeanRate(double batchSize)
    {
        var total = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var stream = new RandomStream(StreamSeed(i));
            var matrix = SpikedMatrix.Draw(Simulated, Math.Sqrt(Power / batchSize), [Lambda], stream);
            total += 2 / matrix.Leading(stream).Value;
        }
        return total / Draws;
    }

    private sealed record SlopeCase(SpikedBatch Batch)
    {
        // One-sided, away from the kink at the threshold.
        public double Slope
        {
            get
            {
                var step = Batch.BatchSize <= Batch.VisibleFrom ? -1e-7 : 1e-7;
                var moved = Batch with { BatchSize = Batch.BatchSize * Math.Exp(step) };
                return Math.Log(moved.LargestRate / Batch.LargestRate) / step;
            }
        }
    }
}

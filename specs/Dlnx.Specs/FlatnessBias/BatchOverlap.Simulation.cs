using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class BatchOverlap
{
    private const int Batches = 40;
    private const int Large = 800;
    private const int Draws = 6;

    [Check(Tier.Standard)]
    public void Large_matrices_have_the_limiting_overlap()
    {
        double[] visible = [1.5, 2, 3, 5];
        double[] hidden = [0.6, 0.9];
        var measured = visible.Concat(hidden).ToDictionary(r => r, AtLargeSize);
        foreach (var r in visible)
        {
            Evidence
                .Agrees(
                    $"λ = {r}·s√P: mean overlap",
                    measured[r].Overlap,
                    1 - (1 / (r * r)),
                    Absolute(r < 2 ? 0.06 : 0.02)
                )
                .Rejects("1 − 1/r", 1 - (1 / r));
            Evidence
                .Agrees($"λ = {r}·s√P: mean λ_B/(s√P)", measured[r].Value, r + (1 / r), Absolute(0.1))
                .Rejects("λ alone", r)
                .Rejects("λ on top of the edge", r + 2);
        }
        foreach (var r in hidden)
        {
            Evidence.Below($"λ = {r}·s√P, below the threshold: mean overlap", measured[r].Overlap, 0.1);
            Evidence.Agrees($"λ = {r}·s√P: mean λ_B/(s√P)", measured[r].Value, 2, Absolute(0.1)).Rejects("λ alone", r);
        }
        double[] rs = [.. Enumerable.Range(0, 60).Select(i => 0.3 + (i * 0.08))];
        Figure("Overlap of the leading eigenvector", Axis.Linear("r = λ/(s√P)"), Axis.Linear("|v·v_B|²"))
            .Line("1 − 1/r²", rs, [.. rs.Select(r => Math.Max(0, 1 - (1 / (r * r))))])
            .Points(
                $"P = {Large}, {Draws} draws",
                [.. measured.Keys],
                [.. measured.Values.Select(pair => pair.Overlap)]
            )
            .Rule("r = 1", 1);
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Without_the_finite_population_factor_the_overlap_is_wrong()
    {
        var population = new HessianPopulation(Reference(1), new RandomStream(StreamSeed()));
        foreach (var size in new[] { 64, 128, 192 })
        {
            Evidence
                .Agrees($"B = {size}: mean overlap", Mean(population, size), Reference(size).Overlap, Absolute(0.03))
                .Rejects("1 − Pσ²/(Bλ²)", Unlimited(size).Overlap);
        }
        int[] sizes = [32, 40, 64, 96, 128, 160, 192, 224, 250];
        double[] xs = [.. sizes.Select(size => (double)size)];
        Figure("Overlap against the batch size, N = 256", Axis.Linear("B"), Axis.Linear("|v·v_B|²"))
            .Line("with the factor (N − B)/(N − 1)", xs, [.. sizes.Select(size => Reference(size).Overlap)])
            .Line("without it", xs, [.. sizes.Select(size => Unlimited(size).Overlap)])
            .Points($"mean of {Batches} batches", xs, [.. sizes.Select(size => Mean(population, size))])
            .Rule("threshold", Reference(1).VisibleFrom);
    }

    [Check(Tier.Standard)]
    public void Batches_of_the_chosen_population_follow_the_corrected_overlap()
    {
        var batch = Chosen;
        if (Dimension is < 60 or > 300 || batch.Population > 512)
            Skip("A population of whole Hessians is drawn for P from 60 to 300 and N up to 512.");
        if (batch.Overlap < 0.5)
            Skip($"At an overlap of {batch.Overlap:G3} a matrix of this size is still far from its limit.");
        var population = new HessianPopulation(batch, new RandomStream(StreamSeed()));
        var agreement = Evidence.Agrees(
            $"mean overlap of {Batches} batches",
            Mean(population, BatchSize),
            batch.Overlap,
            Absolute(0.03 * Math.Max(1, Math.Sqrt(120.0 / Dimension)))
        );
        var unlimited = (batch with { Population = double.PositiveInfinity }).Overlap;
        if (batch.Overlap - unlimited > 0.1)
            agreement.Rejects("1 − Pσ²/(Bλ²)", unlimited);
    }

    private double Mean(HessianPopulation population, int batchSize) =>
        population.MeanOverlap(batchSize, Batches, Cancellation);

    /// <summary>Means over draws of noise with s√P = 1, the same noise for every r.</summary>
    private LeadingPair AtLargeSize(double r)
    {
        var pairs = new LeadingPair[Draws];
        for (var i = 0; i < Draws; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var stream = new RandomStream(StreamSeed(i));
            pairs[i] = SpikedMatrix.Draw(Large, 1, [r], stream).Leading(stream);
        }
        return new(pairs.Average(pair => pair.Value), pairs.Average(pair => pair.Overlap));
    }

    private static SpikedBatch Unlimited(int size) => Reference(size) with { Population = double.PositiveInfinity };
}

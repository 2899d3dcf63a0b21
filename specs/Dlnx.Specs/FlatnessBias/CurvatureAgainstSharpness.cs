using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-17",
    "Curvature fluctuation against λ₁",
    Kind = ClaimKind.Figure,
    Source = "App. F.2, Fig. 17",
    DependsOn = ["D/cond-5.3", "D/eq-25-26"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Surrogate,
    Statement = """
        At the steps with $\lambda_1 > 2/\eta$, the change from one step to the next of the higher-order curvature $\kappa$, the
        fourth derivative of the loss along the unit gradient, correlates positively with $\lambda_1$.
        """,
    Readings = [
        "Reproduced: the change is $|\\kappa_{t+1} - \\kappa_t|$.",
        "Not reproduced: the change is relative, $|\\kappa_{t+1} - \\kappa_t|/|\\kappa_t|$, or logarithmic, which is what "
            + "condition C3 of the theory is about.",
    ],
    Explanation = """
        The paper's formula of the change is lost. On generated textures (surrogate S1), not on Fashion-MNIST, the absolute
        change correlates in the mean over seeds at about 0.4, more weakly than in D/tab-2, and for 15 of the 18 bursts of twenty
        seeds. For relative and logarithmic changes there is no such trend: Conditional. Consecutive steps are not independent;
        what the correlation of a single seed is worth is less than its number of steps suggests.
        """
)]
public sealed class CurvatureAgainstSharpness : BurstSpec
{
    [Parameter(Description = "how the change of κ is measured in the figures and by the first check")]
    public FluctuationMetric Metric { get; set; }

    /// <inheritdoc/>
    protected override bool HasReferenceParameters => Metric == FluctuationMetric.Abs;

    [Check(Tier.Standard)]
    public void Absolute_changes_correlate_with_the_sharpness() => OnTextures(Correlation);

    [Check(Tier.Standard)]
    public void Relative_and_logarithmic_changes_do_not() => OnTextures(OtherMetrics);

    [Check(Tier.Full)]
    public void On_Fashion_MNIST() => OnFashionMnist(Correlation);

    private void Correlation(IReadOnlyList<SeedBurst> bursts)
    {
        var fluctuations = Fluctuations(bursts);
        double[] pearson = [.. fluctuations.Select(f => f.Pearson(Metric))];
        double[] spearman = [.. fluctuations.Select(f => f.Spearman(Metric))];
        ForMostSeeds("Pearson's correlation exceeds 0.1", pearson.Select(r => r - 0.1))
            .Rejects("it is negative", [.. pearson.Select(r => -r)]);
        ForMostSeeds("Spearman's correlation exceeds 0.1", spearman.Select(r => r - 0.1));
        // Ten seeds of some 40 independent steps each have a mean of 0 ± 0.07 without correlation.
        Together("Pearson's correlation, mean over the seeds, is at least 0.2", pearson.Average() - 0.2)
            .Rejects("no correlation", [0.07 - Math.Abs(pearson.Average())]);
        Together("Spearman's correlation, mean over the seeds, is at least 0.2", spearman.Average() - 0.2)
            .Rejects("no correlation", [0.07 - Math.Abs(spearman.Average())]);
        var figure = Draw("Change of κ against the sharpness", Axis.Linear("λ₁η/2"), Axis.Log(Symbol(Metric)));
        foreach (var (burst, f) in bursts.Zip(fluctuations))
        {
            figure.Points(burst.Name, [.. f.Sharpness.Select(s => s * burst.LearningRate / 2)], f.Changes(Metric));
            Accepted($"{burst.Name}: Pearson", f.Pearson(Metric), within: 0.02);
            Accepted($"{burst.Name}: Spearman", f.Spearman(Metric), within: 0.02);
            Accepted($"{burst.Name}: n", f.Count, within: 0);
        }
    }

    private void OtherMetrics(IReadOnlyList<SeedBurst> bursts)
    {
        var fluctuations = Fluctuations(bursts);
        double Mean(FluctuationMetric metric) => fluctuations.Average(f => f.Pearson(metric));
        foreach (var metric in new[] { FluctuationMetric.Log, FluctuationMetric.Rel })
        {
            Together(
                    $"Pearson's correlation of {Symbol(metric)}, mean over the seeds, is below 0.2",
                    0.2 - Mean(metric)
                )
                .Rejects("it is that of the absolute change", [0.1 - (Mean(FluctuationMetric.Abs) - Mean(metric))]);
            Accepted($"mean over the seeds: Pearson, {Symbol(metric)}", Mean(metric), within: 0.02);
        }
    }

    private static string Symbol(FluctuationMetric metric) =>
        metric switch
        {
            FluctuationMetric.Abs => "|Δκ|",
            FluctuationMetric.Log => "|Δ log|κ||",
            _ => "|Δκ/κ|",
        };

    private static CurvatureFluctuation[] Fluctuations(IEnumerable<SeedBurst> bursts) =>
        [.. bursts.Select(burst => CurvatureFluctuation.Of(burst.Recording))];
}

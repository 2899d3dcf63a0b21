using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/kappa-correlation",
    "Changes of the fourth derivative κ at the unstable steps of a burst on the surrogate S1, against λ₁",
    Source = "D/fig-17, D/fig-18"
)]
public sealed class KappaCorrelation : SeedQuantity
{
    [Parameter(Description = "how a change is measured")]
    public FluctuationMetric Metric { get; set; }

    /// <inheritdoc/>
    protected override Outputs Evaluate(SeedBurst? burst)
    {
        var fluctuation = burst is null ? null : CurvatureFluctuation.Of(burst.Recording);
        return new Outputs
        {
            { "pearson", Of(burst, _ => fluctuation!.Pearson(Metric)) },
            { "spearman", Of(burst, _ => fluctuation!.Spearman(Metric)) },
            { "n", fluctuation?.Count },
            { "plus", fluctuation?.Plus },
            { "minus", fluctuation?.Minus },
            { "kappa_positive", Of(burst, _ => fluctuation!.PositiveShare) },
        };
    }
}

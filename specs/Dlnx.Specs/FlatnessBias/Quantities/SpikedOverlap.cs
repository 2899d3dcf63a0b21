using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/spiked-overlap",
    "Overlap of a minibatch's leading eigenvector with a rank-one signal; eigenvalue and threshold are those of the population N",
    Source = "D/eq-32"
)]
public sealed class SpikedOverlap : Quantity
{
    [Parameter("P", Min = 2, Max = 1e7, Description = "number of parameters")]
    public int Dimension { get; set; } = 120;

    [Parameter("B", Min = 1, Max = 1e9, Description = "batch size, at most N")]
    public double BatchSize { get; set; } = 64;

    [Parameter("N", Description = "number of examples, or inf")]
    public string Population { get; set; } = "256";

    [Parameter(Above = 0, Max = 1e6, Description = "σ, standard deviation of an entry of one example's Hessian")]
    public double Sigma { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "λ, eigenvalue of the signal")]
    public double Lambda { get; set; } = 4;

    public override void Validate() => BatchRules.RequireWithin(BatchSize, PopulationSize.Parse("N", Population));

    public override Outputs Evaluate()
    {
        var unlimited = new SpikedBatch(Lambda, Dimension, Sigma, BatchSize);
        var batch = unlimited with { Population = PopulationSize.Parse("N", Population) };
        return new Outputs
        {
            { "overlap_infinite", unlimited.Overlap },
            { "overlap_finite", batch.Overlap },
            { "lambda_B", batch.TopEigenvalue },
            { "threshold_B", batch.VisibleFrom },
        };
    }
}

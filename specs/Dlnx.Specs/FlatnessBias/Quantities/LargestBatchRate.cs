using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/eta-max", "Largest stable learning rate of a batch in the spiked model", Source = "D/H-scaling")]
public sealed class LargestBatchRate : Quantity
{
    [Parameter(Above = 0, Max = 1e6, Description = "λ, eigenvalue of the signal")]
    public double Lambda { get; set; } = 10;

    [Parameter("P", Min = 2, Max = 1e7, Description = "number of parameters")]
    public int Dimension { get; set; } = 100;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, standard deviation of an entry of one example's Hessian")]
    public double Sigma { get; set; } = 2;

    [Parameter("B", Min = 1, Max = 1e7, Description = "batch size")]
    public double BatchSize { get; set; } = 4;

    public override Outputs Evaluate()
    {
        var batch = new SpikedBatch(Lambda, Dimension, Sigma, BatchSize);
        return new Outputs
        {
            { "eta_max", batch.LargestRate },
            { "slope", batch.RateExponent },
            { "B_threshold", batch.VisibleFrom },
        };
    }
}

using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/onset", "The learning rate at which a direction starts to oscillate, by bisection", Source = "B/fig-16")]
public sealed class Onset : Quantity
{
    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 0.5;

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 1000, Max = 10_000_000, Description = "steps of each run")]
    public int Steps { get; set; } = 40_000;

    public override Outputs Evaluate()
    {
        var onset = OscillationOnset.Find(Depth, Sigma, Steps);
        return new Outputs
        {
            { "etaMeasured", onset.Measured },
            { "etaTheory", onset.Theory },
            { "ratio", onset.Ratio },
        };
    }
}

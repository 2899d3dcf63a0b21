using Dlnx.Networks;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity("A/mlp", "Where the training of a tanh network with parallel pathways ends", Source = "A/fig-3, A/fig-7")]
public sealed class TanhTraining : Quantity
{
    [Parameter("L", Min = 2, Max = 6, Description = "weight matrices of each pathway")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 2, Max = 32, Description = "inputs and outputs, a power of 2")]
    public int Width { get; set; } = 8;

    [Parameter("n", Min = 2, Max = 64, Description = "units of each hidden layer")]
    public int Hidden { get; set; } = 8;

    [Parameter("P", Min = 2, Max = 4, Description = "pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 10, Description = "σ")]
    public double Sigma { get; set; } = 1;

    [Parameter(Above = 0, Max = 1, Description = "ε, the scale of the start")]
    public double Eps { get; set; } = 0.1;

    [Parameter(Above = 0, Max = 1, Description = "the factor on the start of the other pathways")]
    public double Asym { get; set; } = 0.5;

    [Parameter("q", Above = 0, Max = 6, Description = "ηLσ^(2−2/L)")]
    public double Q { get; set; } = 2.8;

    [Parameter(Min = 1, Max = 1_000_000, Description = "of the start")]
    public int Seed { get; set; } = 1;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps; 6000/min(1, q) when not given")]
    public int? Steps { get; set; }

    public override void Validate()
    {
        if ((Width & (Width - 1)) != 0)
            throw new ParameterException("d", $"is {Width}; it must be a power of 2.");
    }

    public override Outputs Evaluate()
    {
        var setting = new TanhPathwayExperiment
        {
            Depth = Depth,
            Width = Width,
            Hidden = Hidden,
            Pathways = Pathways,
            Sigma = Sigma,
            Scale = Eps,
            Asymmetry = Asym,
            Q = Q,
            Seed = (ulong)Seed,
        };
        var end = TanhRuns.Train(setting, CancellationToken.None, Steps);
        return new()
        {
            { "D", end.Dominance },
            { "etaLambdaHalf", end.HalfSharpness },
            { "loss", end.Loss },
            { "s", end.Coefficients },
        };
    }
}
